import { useState } from "react";
import { OWN_SITUATION } from "../../content/situations.ts";
import type { Emotion } from "../../core/emotions.ts";
import { useApp } from "../../state/react.ts";
import { Caveat } from "../../ui/Caveat.tsx";
import { ABOUT_HREF } from "../links.ts";
import { PageLayout } from "../shell/PageLayout.tsx";
import { useHidden } from "../useHidden.ts";
import { AllSituations } from "./AllSituations.tsx";
import { Curves } from "./Curves.tsx";
import "./dosage.css";
import { ThreeModels } from "./models/ThreeModels.tsx";
import { OwnSentence } from "./OwnSentence.tsx";
import { PromptAtDose } from "./PromptAtDose.tsx";
import { RunProblem } from "./RunProblem.tsx";
import { Shows } from "./Shows.tsx";
import { Situations } from "./Situations.tsx";
import { Statistics } from "./Statistics.tsx";
import { TakeAway } from "./TakeAway.tsx";
import { useDosage } from "./useDosage.ts";

/** How much is too much? One sentence, one thing that grows, and the readings along it. */
export function DosagePage() {
  const { view, numbers } = useDosage();
  const hidden = useHidden();
  const own = useApp(({ settings }) => settings.dosage.situation) === OWN_SITUATION;
  const [picked, setPicked] = useState<Emotion | null>(null);
  const lead =
    picked !== null && view.emotions.includes(picked) ? picked : (view.emotions[0] ?? null);
  const last = view.spec.doses.length - 1;
  const chosen = view.open?.index ?? (last >= 0 ? last : null);

  return (
    <>
      <PageLayout
        headline="How much is too much?"
        lead="One sentence, one thing that grows. Does the model’s fear grow with it, or only with the words?"
        above={<Situations />}
        aside={
          <>
            <Shows view={view} numbers={numbers} lead={lead} onLead={setPicked} />
            <TakeAway view={view} />
            <Caveat aboutHref={ABOUT_HREF} />
          </>
        }
      >
        {own && !hidden("own") && <OwnSentence faults={view.faults} />}
        <RunProblem view={view} />
        <Curves view={view} numbers={numbers} chosen={chosen} />
        <PromptAtDose view={view} lead={lead} chosen={chosen} />
      </PageLayout>
      <div className="page page-single dosage-more">
        <div className="page-main">
          <ThreeModels view={view} lead={lead} />
          <Statistics view={view} numbers={numbers} />
          <AllSituations />
        </div>
      </div>
    </>
  );
}

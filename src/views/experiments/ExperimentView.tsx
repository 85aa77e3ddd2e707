import { Suspense } from "react";
import { ChartFrame } from "../../charts/ChartFrame.tsx";
import type { Experiment } from "../../experiments/contract.ts";
import { useApp } from "../../state/react.ts";
import { Card } from "../../ui/Card.tsx";
import { Caveat } from "../../ui/Caveat.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ABOUT_HREF, pageHref } from "../links.ts";
import { PageLayout } from "../shell/PageLayout.tsx";
import { FindingList } from "./FindingList.tsx";
import { figureOf } from "./figures.tsx";
import { ResultFiles } from "./ResultFiles.tsx";
import { RunCard } from "./RunCard.tsx";
import { useResults } from "./useResults.ts";

/** One experiment: its question, its figure, what it found, how to run it. */
export function ExperimentView({ experiment }: { readonly experiment: Experiment }) {
  const state = useApp(({ experiment: shown }) => shown);
  const results = useResults(experiment, state);
  const Figure = figureOf(experiment.name);
  return (
    <PageLayout
      className="experiment"
      headline={experiment.question}
      lead={experiment.lead}
      above={
        <p className="experiment-back no-print">
          <a href={pageHref("experiments")}>All experiments</a>
        </p>
      }
      aside={
        <>
          <RunCard experiment={experiment} />
          <Caveat aboutHref={ABOUT_HREF} />
        </>
      }
    >
      <Card>
        {results === null || Figure === undefined ? (
          <EmptyState
            title={
              state.status === "running"
                ? "The first results are on their way"
                : "No run is here yet"
            }
          >
            {state.status === "running"
              ? "The picture is drawn as soon as there is enough to draw."
              : "This model has no recorded run of this experiment. Load the model and run it, or choose another model."}
          </EmptyState>
        ) : (
          <ChartFrame
            title={experiment.title}
            summary={results.sentence}
            table={() => results.table}
          >
            <Suspense fallback={<div className="experiment-waiting" />}>
              <Figure summary={results.summary} />
            </Suspense>
          </ChartFrame>
        )}
      </Card>
      {results !== null && (
        <Card title="What this run shows" aside={<ResultFiles state={state} />}>
          <FindingList findings={results.findings} />
        </Card>
      )}
      <Card title="How it is done">
        <Paragraphs of={experiment.method} />
        <Disclosure label="What the paper found">
          <Paragraphs of={experiment.paper} />
        </Disclosure>
      </Card>
    </PageLayout>
  );
}

function Paragraphs({ of }: { readonly of: readonly string[] }) {
  return of.map((text) => <p key={text}>{text}</p>);
}

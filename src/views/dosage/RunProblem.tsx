import { failureText, templateMessage } from "../../content/messages.ts";
import { useApp } from "../../state/react.ts";
import { readingModel } from "../../state/slices/model-slice.ts";
import { Notice } from "../../ui/Notice.tsx";
import { useControllers } from "../controllers.ts";
import type { DosageView } from "./dosage-view.ts";
import { progressOf } from "./RunLine.tsx";

/** Why a run ended before its end, and the way on. The points that were read stay on screen. */
export function RunProblem({ view }: { readonly view: DosageView }) {
  const { dosage, model } = useControllers();
  const running = useApp(readingModel) !== null;
  const { failure, faults } = view;
  if (failure !== null) {
    const { title, advice, retry } = failureText(failure);
    // The site says already that the model is gone; here it matters what is left of the run.
    if (!running) {
      const { done, total } = progressOf(view);
      return (
        <Notice
          kind="warning"
          action={{ label: "Load the model again", onPress: () => void model.load() }}
        >
          <b>{title}</b> after {done} of {total} prompts. They stay here, and so does what you
          typed; with the model back, the run goes on.
        </Notice>
      );
    }
    return (
      <Notice
        kind="error"
        {...(retry ? { action: { label: "Try again", onPress: dosage.run } } : {})}
      >
        <b>{title}.</b> {failure.message} {advice} The doses that were read stay here.
      </Notice>
    );
  }
  // Said at the field itself where the sentence is one's own.
  if (faults.control !== null && view.spec.situation !== null) {
    return <Notice kind="warning">{templateMessage(faults.control, "control")}</Notice>;
  }
  return null;
}

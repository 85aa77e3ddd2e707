import { failureText, templateMessage } from "../../content/messages.ts";
import { useApp } from "../../state/react.ts";
import { loadedModel } from "../../state/slices/model-slice.ts";
import { Notice } from "../../ui/Notice.tsx";
import { useControllers } from "../controllers.ts";
import type { DosageView } from "./dosage-view.ts";

/** Why a run ended before its end, and the way on. The points that were read stay on screen. */
export function RunProblem({ view }: { readonly view: DosageView }) {
  const { dosage, model } = useControllers();
  const running = useApp(loadedModel) !== null;
  const { failure, faults } = view;
  if (failure !== null) {
    const { title, advice, retry } = failureText(failure);
    const again = running
      ? { label: "Try again", onPress: dosage.run }
      : { label: "Load the model again", onPress: () => void model.load() };
    return (
      <Notice kind="error" {...(retry ? { action: again } : {})}>
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

import { templateMessage } from "../../content/messages.ts";
import { useApp } from "../../state/react.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { loadLabel } from "../../ui/ModelChip.tsx";
import { useControllers } from "../controllers.ts";
import type { DosageView } from "./dosage-view.ts";

/** In the chart's place while there is nothing to draw: why, and what to do. */
export function NoCurves({ view }: { readonly view: DosageView }) {
  return (
    <div className="dosage-nothing">
      <Reason view={view} />
    </div>
  );
}

function Reason({ view }: { readonly view: DosageView }) {
  const { model } = useControllers();
  const status = useApp((state) => state.model);
  const bytes = useApp((state) => state.summary?.bytes ?? null);
  const asking = status.kind === "asking";
  const fault = view.faults.template;
  if (fault !== null) {
    return <EmptyState title="Not ready to run">{templateMessage(fault, "template")}</EmptyState>;
  }
  if (view.emotions.length === 0) {
    return (
      <EmptyState title="No feeling is chosen">
        Choose one below, and its curve is drawn.
      </EmptyState>
    );
  }
  switch (status.kind) {
    case "loading":
      return (
        <EmptyState title="The model is loading">
          The curves draw themselves as soon as it is here.
        </EmptyState>
      );
    default:
      return (
        <EmptyState
          title="This needs the model"
          action={
            <Button kind="primary" onClick={() => void (asking ? model.agree() : model.load())}>
              {asking ? "Look at the model" : loadLabel(bytes, false)}
            </Button>
          }
        >
          There is no recorded run of these doses. Once the model is loaded, the curves draw
          themselves, point by point.
        </EmptyState>
      );
  }
}

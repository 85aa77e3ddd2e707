import { useApp } from "../../state/react.ts";
import { readingModel } from "../../state/slices/model-slice.ts";
import { Button } from "../../ui/Button.tsx";
import { RecordedBadge } from "../../ui/RecordedBadge.tsx";
import { useControllers } from "../controllers.ts";
import type { DosageView } from "./dosage-view.ts";

/** Prompts of a run, and how many of them are read. */
export function progressOf(view: DosageView): { readonly done: number; readonly total: number } {
  const withControl = view.faults.control === null;
  const all = withControl ? [...view.points, ...view.controls] : view.points;
  return { done: all.filter((point) => point !== null).length, total: all.length };
}

/** One line under the chart: where the numbers come from and how far the run is. It never jumps. */
export function RunLine({ view }: { readonly view: DosageView }) {
  const { dosage } = useControllers();
  const model = useApp(readingModel);
  const { done, total } = progressOf(view);
  const { status, recorded } = view;
  return (
    <div className="dosage-run">
      {recorded !== null && <RecordedBadge date={recorded.date} model={recorded.model} />}
      {recorded === null && status === "running" && (
        <>
          <span className="dosage-run-bar" aria-hidden="true">
            <i style={{ transform: `scaleX(${total > 0 ? done / total : 0})` }} />
          </span>
          <span>
            {done} of {total} prompts read
          </span>
          <Button kind="link" onClick={dosage.stop}>
            Stop
          </Button>
        </>
      )}
      {recorded === null && status === "stopped" && (
        <>
          <span>
            Stopped at {done} of {total} prompts.
          </span>
          <Button kind="link" onClick={dosage.run}>
            Go on
          </Button>
        </>
      )}
      {recorded === null && status === "done" && (
        <span>
          {total} prompts read on this device
          {model !== null && ` with ${model.name}`}
        </span>
      )}
      <span className="visually-hidden" role="status">
        {status === "done" && recorded === null ? "The curves are drawn." : ""}
      </span>
    </div>
  );
}

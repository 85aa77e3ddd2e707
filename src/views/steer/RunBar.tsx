import { useApp } from "../../state/react.ts";
import type { SteerState } from "../../state/slices/steer-slice.ts";
import { count } from "../../ui/format.ts";
import { RecordedBadge } from "../../ui/RecordedBadge.tsx";
import { useSteerSettings } from "./useSteer.ts";

/** Where the run stands, and where it comes from. Silent: the end is announced elsewhere. */
export function RunBar() {
  const steer = useApp((state) => state.steer);
  const kind = useApp((state) => state.model.kind);
  const { maxTokens } = useSteerSettings();
  const { recorded } = steer;
  const words = runWords(steer, kind === "ready", maxTokens);
  return (
    <div className="steer-run">
      {recorded !== null ? (
        <RecordedBadge date={recorded.date} model={recorded.model} />
      ) : (
        words !== "" && <span className="steer-run-words number">{words}</span>
      )}
      {kind === "loading" && steer.columns.length > 0 && (
        <span className="steer-run-words">The model is on its way; then it writes here.</span>
      )}
    </div>
  );
}

/** "Writing, 34 of at most 96 tokens"; "96 tokens, 24 a second". */
export function runWords(steer: SteerState, ready: boolean, maxTokens: number): string {
  const { status, columns, stale, done } = steer;
  const written = Math.max(0, ...columns.map(({ ids }) => ids.length));
  const tokens = count(written, "token");
  if (columns.length === 0) return "";
  if (status === "failed") return written === 0 ? "" : `Broke off at ${tokens}`;
  if (status === "running") {
    const newest = Math.min(
      ...columns.filter(({ end }) => end === null).map(({ ids }) => ids.length),
    );
    const at = Number.isFinite(newest) ? newest : written;
    return `Writing, ${at} of at most ${count(maxTokens, "token")}`;
  }
  if (stale) return ready ? "Written from the prompt before" : "Written with what was set before";
  if (status === "stopped") return `Stopped at ${tokens}`;
  if (!ready) return `${tokens}, written before the model stopped`;
  return done === null ? tokens : `${tokens}, ${Math.round(done.tokensPerSecond)} a second`;
}

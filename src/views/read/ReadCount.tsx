import { useApp } from "../../state/react.ts";
import type { ReadRun } from "../../state/runs.ts";
import { count } from "../../ui/format.ts";
import { RecordedBadge } from "../../ui/RecordedBadge.tsx";
import { useLasting } from "./useLasting.ts";

/** A read of a text of ordinary length is over before this. */
const SLOW_MS = 400;

/** Whether the numbers on screen have been those of an older text for long enough to say so. */
export function useStale(run: ReadRun | null): boolean {
  const running = useApp(({ read }) => read.running);
  return useLasting(running && run !== null && run.done !== null, SLOW_MS);
}

/** "46 tokens · 46 ms", or whose recorded run this is. Busy while a newer text is on its way. */
export function ReadCount({ run }: { readonly run: ReadRun | null }) {
  const running = useApp(({ read }) => read.running);
  const stale = useStale(run);
  if (run === null) return null;
  return (
    <span className="read-count" aria-busy={running}>
      {run.recorded === null ? (
        stale ? (
          "reading…"
        ) : (
          countText(run, running)
        )
      ) : (
        <RecordedBadge date={run.recorded.date} model={run.recorded.model} />
      )}
    </span>
  );
}

/** How much is read, and how long it took. */
export function countText({ done, rows, tokens }: ReadRun, running: boolean): string {
  if (done !== null) {
    const ms = Math.max(1, Math.round(done.ms)).toLocaleString("en-GB");
    return `${count(done.tokens, "token")} · ${ms} ms`;
  }
  if (running && rows.count < tokens.length) {
    return `${rows.count.toLocaleString("en-GB")} of ${count(tokens.length, "token")}`;
  }
  return count(tokens.length, "token");
}

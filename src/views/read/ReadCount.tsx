import { useApp } from "../../state/react.ts";
import type { ReadRun } from "../../state/runs.ts";
import { count } from "../../ui/format.ts";
import { RecordedBadge } from "../../ui/RecordedBadge.tsx";

/** "46 tokens · 46 ms", or whose recorded run this is. Busy while a newer text is on its way. */
export function ReadCount({ run }: { readonly run: ReadRun | null }) {
  const running = useApp(({ read }) => read.running);
  if (run === null) return null;
  return (
    <span className="read-count" aria-busy={running}>
      {run.recorded === null ? (
        countText(run, running)
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

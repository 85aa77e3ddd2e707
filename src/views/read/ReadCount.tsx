import { useApp } from "../../state/react.ts";
import type { ReadRun } from "../../state/runs.ts";
import { count } from "../../ui/format.ts";
import { RecordedBadge } from "../../ui/RecordedBadge.tsx";

/** "46 tokens · 46 ms", or whose recorded run this is. */
export function ReadCount({ run }: { readonly run: ReadRun | null }) {
  const running = useApp(({ read }) => read.running);
  if (run === null) return null;
  if (run.recorded !== null) {
    return (
      <>
        {count(run.tokens.length, "token")} ·{" "}
        <RecordedBadge date={run.recorded.date} model={run.recorded.model} />
      </>
    );
  }
  const { done, rows, tokens } = run;
  if (done !== null) {
    const ms = Math.max(1, Math.round(done.ms)).toLocaleString("en-GB");
    return `${count(done.tokens, "token")} · ${ms} ms`;
  }
  if (running && rows.count < tokens.length) {
    return `${rows.count.toLocaleString("en-GB")} of ${count(tokens.length, "token")}`;
  }
  return count(tokens.length, "token");
}

import { useMemo } from "react";
import { useApp } from "../../state/react.ts";
import type { ColumnId } from "../../state/runs.ts";
import { Caveat } from "../../ui/Caveat.tsx";
import { VisuallyHidden } from "../../ui/VisuallyHidden.tsx";
import { ABOUT_HREF } from "../links.ts";
import { PageLayout } from "../shell/PageLayout.tsx";
import { useHidden } from "../useHidden.ts";
import { Columns } from "./Columns.tsx";
import { NoRun } from "./NoRun.tsx";
import { Presets } from "./Presets.tsx";
import { PromptCard } from "./PromptCard.tsx";
import { ReadingCard } from "./ReadingCard.tsx";
import { ResultCard } from "./ResultCard.tsx";
import { RunNotices } from "./RunNotices.tsx";
import { plainMeanOf, type RunView, runView } from "./run-view.ts";
import "./steer.css";
import { runSummary } from "./summary.ts";
import { TermsCard } from "./TermsCard.tsx";
import { TokenCard } from "./TokenCard.tsx";
import { useCursor } from "./useCursor.ts";
import { useNarrow } from "./useNarrow.ts";
import { type Reader, useReader, useSteerSettings } from "./useSteer.ts";
import { WhereCard } from "./WhereCard.tsx";

/** Steer: the same prompt and dice, as it is and with a direction added while it writes. */
export function SteerPage() {
  const hidden = useHidden();
  const reader = useReader();
  const view = useRunView(reader);
  const summary = useSummary(view);
  const cursor = useCursor();
  const narrow = useNarrow();
  const { direction } = useSteerSettings();
  const at = cursor.looked?.column;
  // Where nothing is added, the plain text stands in both places.
  const looked =
    at === undefined ? null : (view.columns.find(({ id }) => id === at) ?? view.columns[0] ?? null);
  const tokenCard = reader !== null && !hidden("strongest") && (
    <TokenCard
      reader={reader}
      column={looked?.column ?? null}
      rows={looked?.rows ?? null}
      token={cursor.looked?.token ?? null}
      onClose={cursor.close}
    />
  );
  return (
    <PageLayout
      headline="Turn a feeling up. What does it write?"
      lead="The same model, the same prompt, the same dice. In the second text a direction is added to its activations while it writes."
      above={hidden("examples") ? undefined : <Presets />}
      narrowAside
      aside={
        <>
          {!hidden("terms") && !narrow && <TermsCard />}
          <WhereCard />
          <ReadingCard reader={reader} />
          {!narrow && tokenCard}
        </>
      }
    >
      <PromptCard />
      {!hidden("terms") && narrow && <TermsCard />}
      <RunNotices />
      {view.columns.length === 0 ? (
        <NoRun />
      ) : (
        <Columns view={view} reader={reader} cursor={cursor} />
      )}
      {narrow && tokenCard}
      {view.columns.length > 0 && reader !== null && (
        <ResultCard view={view} summary={summary} direction={direction} reader={reader} />
      )}
      <Caveat aboutHref={ABOUT_HREF} />
      <Announcer summary={summary} />
    </PageLayout>
  );
}

function useRunView(reader: Reader | null): RunView {
  const columns = useApp((state) => state.steer.columns);
  const { direction, insideView, showRandom } = useSteerSettings();
  return useMemo(
    () => runView(columns, { direction, insideView, showRandom, reader }),
    [columns, direction, insideView, showRandom, reader],
  );
}

function useSummary(view: RunView): string | null {
  const { direction, insideView } = useSteerSettings();
  const stopped = useApp((state) => state.steer.status === "stopped");
  const written = Math.max(0, ...view.columns.map(({ column }) => column.ids.length));
  const verdict = (id: ColumnId) =>
    view.columns.find((column) => column.id === id)?.coherence.verdict?.verdict ?? null;
  return runSummary({
    added: view.added,
    direction,
    plain: plainMeanOf(view, "plain"),
    steered: plainMeanOf(view, "steered"),
    random: plainMeanOf(view, "random"),
    coherence: verdict("steered"),
    randomCoherence: verdict("random"),
    stoppedAt: stopped ? written : null,
    insideView,
  });
}

/** Says the end of a run to those who do not see it; never single tokens. */
function Announcer({ summary }: { readonly summary: string | null }) {
  const status = useApp((state) => (state.steer.recorded === null ? state.steer.status : "idle"));
  const words =
    status === "done" ? `Written. ${summary ?? ""}` : status === "stopped" ? "Stopped." : "";
  return (
    <VisuallyHidden>
      <span role="status">{words}</span>
    </VisuallyHidden>
  );
}

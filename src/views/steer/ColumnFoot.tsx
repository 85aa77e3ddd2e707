import type { CoherenceVerdict } from "../../core/coherence.ts";
import type { Direction } from "../../core/emotions.ts";
import type { ColumnId } from "../../state/runs.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { percent, plain } from "../../ui/format.ts";
import { Notice } from "../../ui/Notice.tsx";
import { Unit } from "../shell/Unit.tsx";
import { MeanLine } from "./ColumnCard.tsx";
import { verdictLabel } from "./coherence-view.ts";
import type { ColumnView } from "./run-view.ts";

export interface ColumnFootProps {
  readonly view: ColumnView;
  /** The columns whose mean stands beside this one's. */
  readonly others: readonly ColumnView[];
  readonly direction: Direction;
  /** A text that is still being written is not warned about yet. */
  readonly running: boolean;
  readonly canCopy: boolean;
}

/** Under a text: its mean reading beside the others', its coherence, and the warning where it breaks. */
export function ColumnFoot({ view, others, direction, running, canCopy }: ColumnFootProps) {
  const { perplexity, verdict } = view.coherence;
  const damaged = verdict !== null && verdict.verdict !== "coherent" && !running;
  return (
    <div className="steer-foot">
      <MeanLine
        value={view.mean}
        direction={direction}
        others={others.map(({ short, mean }) => ({ name: short, value: mean }))}
      />
      <p className="steer-meta">
        <span>
          <Unit entry="perplexity">perplexity</Unit>{" "}
          <b className="number">{Number.isFinite(perplexity) ? plain(perplexity) : "–"}</b>
        </span>
        <span>
          <Unit entry="repetition">repeats</Unit> <b className="number">{repeats(view)}</b>
        </span>
        {verdict !== null && <span>{verdictLabel(verdict)}</span>}
        {canCopy && (
          <CopyButton
            kind="link"
            className="steer-copy quiet-in-present no-print"
            aria-label={`Copy: ${view.title}`}
            text={() => view.column.pieces.join("")}
          >
            Copy
          </CopyButton>
        )}
      </p>
      {damaged && <Notice kind="warning">{warning(verdict, view.id)}</Notice>}
    </div>
  );
}

/** "none", "12 %"; "–" before the first token. */
function repeats({ column, coherence }: ColumnView): string {
  if (column.ids.length === 0) return "–";
  return coherence.repetition < 0.005 ? "none" : percent(coherence.repetition);
}

/** What to make of a text that does not hold together. The plain text is nobody's damage. */
function warning({ verdict, words }: CoherenceVerdict, id: ColumnId) {
  const reason = `${words.split(". ", 1)[0]}.`;
  if (id === "plain") return reason;
  if (verdict === "strained") return words;
  return (
    <>
      <b>What you see may be damage, not emotion.</b> {reason}
    </>
  );
}

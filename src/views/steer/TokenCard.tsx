import { EmotionBars } from "../../charts/EmotionBars.tsx";
import { directionLabel } from "../../core/emotions.ts";
import type { Rows } from "../../state/rows.ts";
import type { ColumnRun } from "../../state/runs.ts";
import { Button } from "../../ui/Button.tsx";
import { Card, FigureNumber } from "../../ui/Card.tsx";
import { cx } from "../../ui/cx.ts";
import { percent, signed } from "../../ui/format.ts";
import { strongestAt, tokenValues } from "./column-readings.ts";
import { leaning } from "./direction-words.ts";
import { type Reader, useSteerSettings } from "./useSteer.ts";

export interface TokenCardProps {
  readonly reader: Reader;
  readonly column: ColumnRun | null;
  /** The column's rows that are shown: by the plain model, or inside the run. */
  readonly rows: Rows | null;
  /** Null where no token is chosen. */
  readonly token: number | null;
  readonly onClose: () => void;
}

/** The token under the pointer or the focus: its number, what it leans to, its strongest emotions. */
export function TokenCard({ reader, column, rows, token, onClose }: TokenCardProps) {
  const { direction } = useSteerSettings();
  const piece = token === null ? undefined : column?.pieces[token];
  if (column === null || rows === null || token === null || piece === undefined) {
    return (
      <Card title="At a word" className="steer-token steer-token-idle">
        <p className="steer-quiet">
          Point at a word, or walk the text with the arrow keys, and its reading stands here.
        </p>
      </Card>
    );
  }
  const value = tokenValues(rows, reader.set, direction, reader.layer)[token] ?? Number.NaN;
  const logprob = column.logprobs[token];
  return (
    <Card
      title={<>At “{tokenName(piece)}”</>}
      className={cx("steer-token", "steer-token-open")}
      aside={
        <Button kind="link" className="steer-token-close" onClick={onClose}>
          Close
        </Button>
      }
    >
      <FigureNumber
        value={signed(value)}
        label={`σ ${directionLabel(direction)}, ${leaning(direction, value)}`}
      />
      <EmotionBars values={strongestAt(rows, reader.set, reader.layer, token)} unit="σ" />
      {logprob !== undefined && (
        <p className="steer-quiet">
          The plain model gives this token a chance of {chance(Math.exp(logprob))}.
        </p>
      )}
    </Card>
  );
}

function tokenName(piece: string): string {
  const word = piece.trim();
  if (word !== "") return word;
  if (piece.includes("\n")) return "line break";
  return piece === "" ? "part of a character" : "space";
}

function chance(share: number): string {
  if (share < 0.0001) return "less than 0.01 %";
  return share < 0.1 ? `${(share * 100).toPrecision(2)} %` : percent(share);
}

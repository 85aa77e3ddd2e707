import { type KeyboardEvent, useMemo, useRef } from "react";
import { cx } from "../cx.ts";
import { measureBoxes, neighbourLine } from "./boxes.ts";
import type { Colour } from "./colours.ts";
import { colourOf, valueAt } from "./colours.ts";
import { segmentTokens, type TextToken } from "./segments.ts";
import "./token.css";
import { TokenOption } from "./TokenOption.tsx";
import { whiteSpaceFor } from "./whiteSpace.ts";

export interface TokenTextProps {
  readonly text: string;
  readonly tokens: readonly TextToken[];
  /** Display value of each token (token σ); NaN or null: not read, no colour. */
  readonly values: ArrayLike<number> | null;
  /** What the values are: "σ desperate − calm". */
  readonly unit: string;
  /** Name of the text for screen readers. */
  readonly label: string;
  /** Token that is outlined, or null. */
  readonly cursor: number | null;
  /** A token took the focus, by pointer, touch or keys. */
  readonly onCursor: (token: number) => void;
  readonly onHover?: (token: number | null) => void;
  /** Smaller type, for columns side by side. */
  readonly small?: boolean;
  readonly colour?: Colour;
}

/**
 * A text that cannot be edited, coloured token by token. Text first: it can be selected and copied.
 * One tab stop; left and right walk the tokens, up and down the lines, Home and End the ends.
 */
export function TokenText(props: TokenTextProps) {
  const { text, tokens, values, cursor, onHover } = props;
  const root = useRef<HTMLDivElement>(null);
  const segments = useMemo(() => segmentTokens(text, tokens), [text, tokens]);
  const current = segments.findIndex(
    ({ first, last }) =>
      cursor !== null && first !== null && first <= cursor && cursor <= (last ?? 0),
  );

  function focus(index: number) {
    root.current?.querySelector<HTMLElement>(`[data-piece="${index}"]`)?.focus();
  }

  function walk(event: KeyboardEvent<HTMLDivElement>) {
    const at = Number((event.target as HTMLElement).dataset.piece);
    if (Number.isNaN(at) || event.ctrlKey || event.metaKey || event.altKey) return;
    const lines = (step: -1 | 1) =>
      root.current === null ? at : neighbourLine(measureBoxes(root.current), at, step);
    const next = nextPiece(event.key, at, segments.length, lines);
    if (next === null) return;
    event.preventDefault();
    focus(next);
  }

  return (
    <div
      ref={root}
      className={cx("model-text", props.small && "model-text-small")}
      role="listbox"
      dir="auto"
      style={{ whiteSpace: whiteSpaceFor(text) }}
      aria-label={props.label}
      aria-orientation="horizontal"
      tabIndex={-1}
      onKeyDown={walk}
      onPointerLeave={() => onHover?.(null)}
    >
      {segments.map((segment, index) => {
        const value = valueAt(segment, values);
        const { background, ink } = colourOf(value, props.colour);
        return (
          <TokenOption
            key={`${segment.start}`}
            index={index}
            token={segment.last}
            text={text.slice(segment.start, segment.end)}
            background={background}
            ink={ink}
            value={value}
            unit={props.unit}
            current={index === current}
            stop={current === -1 ? index === 0 : index === current}
            onCursor={props.onCursor}
            onHover={onHover}
          />
        );
      })}
    </div>
  );
}

/** Piece that a key leads to, or null for a key that does not walk. */
export function nextPiece(
  key: string,
  at: number,
  count: number,
  lines: (step: -1 | 1) => number,
): number | null {
  if (key === "ArrowRight") return Math.min(count - 1, at + 1);
  if (key === "ArrowLeft") return Math.max(0, at - 1);
  if (key === "ArrowDown") return lines(1);
  if (key === "ArrowUp") return lines(-1);
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

import { type PointerEvent, useEffect, useMemo, useRef } from "react";
import { type Box, hit, measureBoxes } from "./boxes.ts";
import { type Colour, colourOf, valueAt } from "./colours.ts";
import { mirrorSegments, type Reading } from "./mirror.ts";
import { Piece } from "./Piece.tsx";
import { type Segment, segmentAt } from "./segments.ts";
import "./token.css";
import { whiteSpaceFor } from "./whiteSpace.ts";

export interface ColouredTextareaProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The last reading; its text may be older than `value`. Keep the object while it is the same. */
  readonly reading: Reading | null;
  /** Display value of each of the reading's tokens (token σ); NaN: not read. */
  readonly values: ArrayLike<number> | null;
  /** Token that is outlined, or null. */
  readonly cursor: number | null;
  /** The token at the caret changed: an index into the reading's tokens. */
  readonly onCaretToken: (token: number) => void;
  readonly onHoverToken?: (token: number | null) => void;
  readonly placeholder?: string;
  readonly readOnly?: boolean;
  /** Id of a text that describes the box. */
  readonly describedBy?: string;
  readonly colour?: Colour;
}

/** Token before the caret, which is the one just typed; the first one where the caret stands at 0. */
export function caretToken(segments: readonly Segment[], caret: number): number | null {
  return segments[segmentAt(segments, Math.max(0, caret - 1))]?.last ?? null;
}

/**
 * A text box that is coloured while one types. A real textarea with clear letters lies over its own
 * mirror of equal metrics, so that IME, undo, paste and screen readers work as in any text box.
 */
export function ColouredTextarea(props: ColouredTextareaProps) {
  const { value, reading, values, cursor, onCaretToken, onHoverToken } = props;
  const mirror = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const boxes = useRef<readonly Box[] | null>(null);
  const lastCaret = useRef<number | null>(null);
  const segments = useMemo(() => mirrorSegments(reading, value), [reading, value]);

  useEffect(() => {
    if (mirror.current === null) return;
    const observer = new ResizeObserver(() => {
      boxes.current = null;
    });
    observer.observe(mirror.current);
    return () => observer.disconnect();
  }, []);

  function tellCaret(pieces: readonly Segment[]) {
    const area = box.current;
    if (area === null || document.activeElement !== area) return;
    const token = caretToken(pieces, area.selectionEnd);
    if (token === null || token === lastCaret.current) return;
    lastCaret.current = token;
    onCaretToken(token);
  }

  // New text or a new reading: the caret may stand at another token, and pieces lie elsewhere.
  const tell = useRef(tellCaret);
  tell.current = tellCaret;
  useEffect(() => {
    boxes.current = null;
    lastCaret.current = null;
    tell.current(segments);
  }, [segments]);

  function hover(event: PointerEvent<HTMLDivElement>) {
    if (onHoverToken === undefined || mirror.current === null || event.pointerType === "touch")
      return;
    const origin = mirror.current.getBoundingClientRect();
    boxes.current ??= measureBoxes(mirror.current);
    const piece = hit(boxes.current, event.clientX - origin.left, event.clientY - origin.top);
    onHoverToken(piece === null ? null : (segments[piece]?.last ?? null));
  }

  return (
    <div
      className="coloured model-text"
      onPointerMove={hover}
      onPointerLeave={() => onHoverToken?.(null)}
    >
      <div className="coloured-grid">
        <div
          ref={mirror}
          className="coloured-mirror"
          aria-hidden="true"
          dir="auto"
          style={{ whiteSpace: whiteSpaceFor(value) }}
        >
          {segments.map((segment, index) => {
            const { background, ink } = colourOf(valueAt(segment, values), props.colour);
            return (
              <Piece
                key={segment.first === null ? `plain-${index}` : `token-${segment.first}`}
                index={index}
                text={value.slice(segment.start, segment.end)}
                background={background}
                ink={ink}
                current={cursor !== null && holds(segment, cursor)}
              />
            );
          })}
          {/* Gives a last empty line its height; after a space it could wrap to a line of its own. */}
          {(value === "" || value.endsWith("\n")) && "\u200b"}
        </div>
        <textarea
          ref={box}
          className="coloured-box model-text"
          aria-label={props.label}
          aria-describedby={props.describedBy}
          value={value}
          placeholder={props.placeholder}
          readOnly={props.readOnly}
          rows={1}
          dir="auto"
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => props.onChange(event.target.value)}
          onSelect={() => tellCaret(segments)}
        />
      </div>
    </div>
  );
}

function holds(segment: Segment, token: number): boolean {
  return (
    segment.first !== null &&
    segment.last !== null &&
    segment.first <= token &&
    token <= segment.last
  );
}

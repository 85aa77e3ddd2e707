import { memo } from "react";
import { cx } from "../cx.ts";
import { signed } from "../format.ts";
import { TokenCore } from "./TokenCore.tsx";

interface TokenOptionProps {
  readonly index: number;
  /** Null for text without a token. */
  readonly token: number | null;
  readonly text: string;
  readonly background: string;
  readonly ink: string;
  readonly value: number;
  readonly unit: string;
  readonly current: boolean;
  /** This piece is the text's one tab stop. */
  readonly stop: boolean;
  readonly onCursor: (token: number) => void;
  readonly onHover: ((token: number | null) => void) | undefined;
}

/** "nothing", +2.4 σ desperate − calm. */
export function tokenLabel(text: string, value: number, unit: string): string {
  const shown = text.trim() === "" ? "space" : text.trim();
  return Number.isFinite(value) ? `${shown}, ${signed(value)} ${unit}` : `${shown}, not read`;
}

/** One token of a TokenText, which can take the focus. */
export const TokenOption = memo(function TokenOption(props: TokenOptionProps) {
  const { token } = props;
  return (
    <span
      className={cx("token token-focusable", props.current && "token-current")}
      role="option"
      aria-selected={props.current}
      aria-label={tokenLabel(props.text, props.value, props.unit)}
      tabIndex={props.stop ? 0 : -1}
      data-piece={props.index}
      style={
        props.background === ""
          ? undefined
          : { backgroundColor: props.background, color: props.ink }
      }
      onFocus={() => token !== null && props.onCursor(token)}
      onPointerEnter={() => props.onHover?.(token)}
    >
      <TokenCore text={props.text} current={props.current} />
    </span>
  );
});

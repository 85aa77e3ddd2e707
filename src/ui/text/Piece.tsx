import { memo } from "react";
import { cx } from "../cx.ts";
import { TokenCore } from "./TokenCore.tsx";

export interface PieceProps {
  /** Place among the pieces, for measuring. */
  readonly index: number;
  readonly text: string;
  /** Empty strings: no colour. Plain strings, so that an unchanged piece is not drawn again. */
  readonly background: string;
  readonly ink: string;
  readonly current: boolean;
}

/** One coloured piece of text, drawn again only when it changes. */
export const Piece = memo(function Piece({ index, text, background, ink, current }: PieceProps) {
  return (
    <span
      className={cx("token", current && "token-current")}
      data-piece={index}
      style={background === "" ? undefined : { backgroundColor: background, color: ink }}
    >
      <TokenCore text={text} current={current} />
    </span>
  );
});

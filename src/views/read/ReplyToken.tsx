import { useApp } from "../../state/react.ts";
import { shownLayer } from "../../state/specs.ts";
import { colourOf } from "../../ui/text/colours.ts";
import { Unit } from "../shell/Unit.tsx";
import { replyReading, replySentence } from "./reply.ts";
import { visibleToken } from "./turns.ts";
import type { Cursor } from "./useCursor.ts";
import type { ReadView } from "./useReadView.ts";
import { useReplyRow } from "./useReplyRow.ts";

export interface ReplyTokenProps {
  readonly view: ReadView;
  readonly cursor: Cursor;
}

/** The last token before the model would answer, marked, and what is read there. */
export function ReplyToken({ view, cursor }: ReplyTokenProps) {
  const { run, direction } = view;
  const manifest = useApp((state) => state.manifest);
  const choice = useApp(({ settings }) => settings.read.layer);
  const open = useApp(
    ({ settings }) =>
      settings.read.messages.findLast(({ content }) => content !== "")?.role === "user",
  );
  const ready = useApp(({ model }) => model.kind === "ready");
  const z = useReplyRow(run);
  const token = run.tokens.length - 1;
  const span = run.tokens[token];
  if (!open || span === undefined || run.unread > 0) return null;
  const layer = shownLayer(choice, "reply", manifest);
  const reading =
    z === null || manifest === null ? null : replyReading(z, manifest, direction, layer);
  const { background, ink } = colourOf(reading?.value ?? Number.NaN);
  return (
    <p className="reply-token">
      <button
        type="button"
        className="reply-mark"
        style={background === "" ? undefined : { backgroundColor: background, color: ink }}
        aria-label="Response-preparation token"
        onClick={() => cursor.pick(token)}
      >
        {visibleToken(run.text.slice(span.start, span.end))}
      </button>
      <span>
        <Unit entry="response-token">Response-preparation token</Unit>
        {reading === null ? (
          ready ? (
            ": being read."
          ) : (
            ": read when the model runs."
          )
        ) : (
          <>
            , set “reply”, layer {layer}: {replySentence(reading, direction)} It is one token, so
            compare twins rather than levels.
          </>
        )}
      </span>
    </p>
  );
}

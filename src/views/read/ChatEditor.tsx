import { useCallback, useMemo } from "react";
import type { Message } from "../../core/chat.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import { MAX_MESSAGES } from "../../state/settings.ts";
import { Button } from "../../ui/Button.tsx";
import { useHidden } from "../useHidden.ts";
import { ReplyToken } from "./ReplyToken.tsx";
import { TemplateTokens } from "./TemplateTokens.tsx";
import { Turn } from "./Turn.tsx";
import { chatLayout, nextRole, readPlaces, withMessage } from "./turns.ts";
import type { Cursor } from "./useCursor.ts";
import type { ReadView } from "./useReadView.ts";
import type { TemplateShown } from "./useTemplateShown.ts";

export interface ChatEditorProps {
  readonly view: ReadView | null;
  readonly cursor: Cursor;
  readonly template: TemplateShown;
}

/** A chat turn by turn, each coloured as it is typed, with what the model's template puts around them. */
export function ChatEditor({ view, cursor, template }: ChatEditorProps) {
  const store = useAppStore();
  const hidden = useHidden();
  const messages = useApp(({ settings }) => settings.read.messages);
  const run = view?.run ?? null;
  const layout = useMemo(() => (run === null ? null : chatLayout(run)), [run]);
  const places = readPlaces(messages);

  const put = useCallback(
    (next: readonly Message[]) => store.getState().editRead({ messages: next }),
    [store],
  );
  const edit = useCallback(
    (index: number, patch: Partial<Message>) =>
      put(withMessage(store.getState().settings.read.messages, index, patch)),
    [store, put],
  );
  const remove = useCallback(
    (index: number) => put(store.getState().settings.read.messages.filter((_, at) => at !== index)),
    [store, put],
  );

  const last = layout?.parts.at(-1);
  return (
    <div className="chat">
      <ol className="chat-turns" aria-label="Messages">
        {messages.map((message, index) => {
          const place = places[index] ?? null;
          const part = place === null ? undefined : layout?.parts[place];
          return (
            <li key={keyOf(index)}>
              {template.shown && view !== null && part !== undefined && (
                <TemplateTokens view={view} part={part} cursor={cursor} />
              )}
              <Turn
                index={index}
                message={message}
                reading={(place === null ? undefined : layout?.turns[place]) ?? null}
                values={view?.values ?? null}
                cursor={cursor}
                removable={messages.length > 1}
                onEdit={edit}
                onRemove={remove}
              />
            </li>
          );
        })}
      </ol>
      {template.shown && view !== null && last !== undefined && (
        <TemplateTokens view={view} part={last} cursor={cursor} />
      )}
      {view !== null && !hidden("set") && <ReplyToken view={view} cursor={cursor} />}
      <div className="chat-tools no-print">
        <Button
          small
          disabled={messages.length >= MAX_MESSAGES}
          onClick={() => put([...messages, { role: nextRole(messages), content: "" }])}
        >
          Add a turn
        </Button>
        <label className="check">
          <input
            type="checkbox"
            checked={template.shown}
            onChange={(event) => template.show(event.target.checked)}
          />
          show the template’s tokens
        </label>
      </div>
    </div>
  );
}

/** A message has no identity but its place. */
function keyOf(index: number): string {
  return `turn-${index}`;
}

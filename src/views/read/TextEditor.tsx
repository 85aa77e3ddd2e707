import { MESSAGES } from "../../content/messages.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import { ColouredTextarea } from "../../ui/text/ColouredTextarea.tsx";
import type { Cursor } from "./useCursor.ts";
import type { ReadView } from "./useReadView.ts";

export interface TextEditorProps {
  readonly view: ReadView | null;
  readonly cursor: Cursor;
}

/** A text as it is, without a template: the box that takes its colours while one types. */
export function TextEditor({ view, cursor }: TextEditorProps) {
  const store = useAppStore();
  const text = useApp(({ settings }) => settings.read.text);
  return (
    <ColouredTextarea
      label="Text to read"
      value={text}
      onChange={(next) => store.getState().editRead({ text: next })}
      reading={view?.run ?? null}
      values={view?.values ?? null}
      cursor={cursor.token}
      onCaretToken={cursor.pick}
      onHoverToken={cursor.hover}
      placeholder={MESSAGES.emptyText}
      describedBy="read-sentence"
    />
  );
}

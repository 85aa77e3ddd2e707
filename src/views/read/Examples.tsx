import { findExample, READ_EXAMPLES } from "../../content/examples.ts";
import { MESSAGES } from "../../content/messages.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import type { ReadSettings } from "../../state/settings.ts";
import { Button } from "../../ui/Button.tsx";
import { PillGroup } from "../../ui/PillGroup.tsx";

/** Id of the example that stands in the box unchanged, or null. */
export function shownExample({ mode, text, messages }: ReadSettings): string | null {
  const written = JSON.stringify(messages);
  const found = READ_EXAMPLES.find((example) => {
    if (example.mode !== mode) return false;
    return example.mode === "text"
      ? example.text === text
      : JSON.stringify(example.messages) === written;
  });
  return found?.id ?? null;
}

/** Ready-made texts as pills; what to look for in the one on screen; undo where one's own text went. */
export function Examples() {
  const store = useAppStore();
  const read = useApp(({ settings }) => settings.read);
  const replaced = useApp((state) => state.replaced);
  const id = shownExample(read);
  const example = id === null ? undefined : findExample(id);
  const twin = example?.twin === undefined ? undefined : findExample(example.twin);
  return (
    <div className="read-examples">
      <PillGroup
        label="Examples"
        pills={READ_EXAMPLES.map(({ id: pill, title }) => ({ id: pill, label: title }))}
        pressed={id}
        onPress={(pill) => store.getState().applyExample(pill)}
      />
      <p className="read-look">
        {replaced && (
          <span role="status">
            {MESSAGES.replacedByExample}{" "}
            <Button kind="link" onClick={() => store.getState().undo()}>
              {MESSAGES.undo}
            </Button>{" "}
          </span>
        )}
        {example === undefined
          ? "Your own text. Nothing that you type leaves this page."
          : example.look}
        {twin !== undefined && (
          <>
            {" "}
            <Button kind="link" onClick={() => store.getState().applyExample(twin.id)}>
              Compare with “{twin.title}”
            </Button>
          </>
        )}
      </p>
      {example?.care !== undefined && <p className="read-look read-care">{example.care}</p>}
    </div>
  );
}

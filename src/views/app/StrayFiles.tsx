import { useEffect, useState } from "react";
import { useAppStore } from "../../state/react.ts";
import { Toasts } from "../../ui/Notice.tsx";

/** The field that takes files, on the Models page. */
export const DROP_ZONE = "model-files";

/**
 * Files that are dragged over the page, or dropped beside the field for them: the browser would leave
 * the page and open them. The field is shown while they are dragged, and named when they were dropped.
 */
export function StrayFiles() {
  const store = useAppStore();
  const [dropped, setDropped] = useState(false);

  useEffect(() => {
    const { dataset } = document.documentElement;
    const end = () => {
      delete dataset.files;
    };
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      dataset.files = "";
    };
    const leave = (event: DragEvent) => {
      // Out of the window, not into another element of it.
      if (event.relatedTarget === null) end();
    };
    const drop = (event: DragEvent) => {
      end();
      if (!hasFiles(event)) return;
      // Whoever takes them has said so on the way here.
      setDropped(!event.defaultPrevented);
      event.preventDefault();
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
      end();
    };
  }, []);

  if (!dropped) return null;
  const children = "Model files are dropped onto the field “Drop a model here” on the Models page.";
  const show = () => {
    setDropped(false);
    store.getState().goTo("models");
    showField();
  };
  return (
    <Toasts
      toasts={[{ id: "stray", children, action: { label: "Show it", onPress: show } }]}
      onDismiss={() => setDropped(false)}
    />
  );
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") ?? false;
}

/** The page's code may still be on its way. */
function showField(tries = 60): void {
  const field = document.getElementById(DROP_ZONE);
  if (field === null) {
    if (tries > 0) setTimeout(() => showField(tries - 1), 50);
    return;
  }
  field.scrollIntoView({ block: "center" });
  field.focus();
}

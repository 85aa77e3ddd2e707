/** Whether the page has one column (shell.css): controls then stand with what they change. */
import { useSyncExternalStore } from "react";

const NARROW = "(max-width: 1080px)";

/** Null where there is no window to ask. */
const query = () => (typeof window.matchMedia === "function" ? window.matchMedia(NARROW) : null);

function subscribe(onChange: () => void): () => void {
  const media = query();
  media?.addEventListener("change", onChange);
  return () => media?.removeEventListener("change", onChange);
}

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query()?.matches ?? false);
}

/** Listening to a part of the store. */
import type { AppState, AppStore } from "./store.ts";

/** Calls `onChange` when the selected value is another one. Returns what ends it. */
export function watch<T>(
  store: AppStore,
  select: (state: AppState) => T,
  onChange: (value: T, before: T) => void,
): () => void {
  return store.subscribe((state, previous) => {
    const [value, before] = [select(state), select(previous)];
    if (!Object.is(value, before)) onChange(value, before);
  });
}

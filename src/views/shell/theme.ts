/** Light, dark, or as the system has it; remembered in this browser only. */

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "moodring.theme";

/** The remembered theme; "system" where none is or storage is closed. */
export function storedTheme(storage: Pick<Storage, "getItem"> | null): Theme {
  try {
    return THEMES.find((theme) => theme === storage?.getItem(KEY)) ?? "system";
  } catch {
    return "system";
  }
}

/** Shows a theme and remembers it where storage is open. */
export function applyTheme(theme: Theme, root: HTMLElement, storage: Storage | null) {
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    storage?.setItem(KEY, theme);
  } catch {
    // Storage is closed (private window, policy): the theme holds until the page is left.
  }
}

/** This browser's storage, or null where even asking is not allowed. */
export function browserStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

export function nextTheme(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";
}

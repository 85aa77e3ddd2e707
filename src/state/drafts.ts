/**
 * What was typed survives a reload and a crash of the tab: a draft of every page in this tab's
 * session storage, written as the same key–value pairs that links use.
 */
import { readPairs } from "./link/decode.ts";
import { settingPairs } from "./link/encode.ts";
import { DEFAULT_SETTINGS, PAGES, type Page, type Settings } from "./settings.ts";
import type { AppStore } from "./store.ts";

export type DraftStorage = Pick<Storage, "getItem" | "setItem">;

const KEY = "moodring.draft";
const PAUSE_MS = 300;
const MAX_DRAFT = 2_000_000;

/** The text of a draft. `hash` is the address it belongs to. */
export function writeDraft(settings: Settings, hash: string): string {
  const pages = PAGES.map((page) => settingPairs({ ...settings, page }));
  return JSON.stringify({ hash, pages });
}

function isPairs(value: unknown): value is [string, string][] {
  return (
    Array.isArray(value) &&
    value.every(
      (pair) =>
        Array.isArray(pair) && pair.length === 2 && pair.every((one) => typeof one === "string"),
    )
  );
}

export interface Draft {
  readonly hash: string;
  readonly settings: Settings;
}

/** The draft that a text holds, or null where it holds none. Never throws. */
export function readDraft(text: string | null): Draft | null {
  if (text === null || text.length > MAX_DRAFT) return null;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== "object" || parsed === null) return null;
    const { hash, pages } = parsed as { readonly hash?: unknown; readonly pages?: unknown };
    if (typeof hash !== "string" || !Array.isArray(pages)) return null;
    let settings = DEFAULT_SETTINGS;
    for (const pairs of pages) {
      if (isPairs(pairs)) settings = readPairs(new Map(pairs), settings).settings;
    }
    return { hash, settings: { ...settings, page: "read" } };
  } catch {
    return null;
  }
}

/**
 * Settings to begin with: the link's page from the link, the other pages from the draft. Where the
 * draft belongs to this very address, it is a reload and the draft is the newer of the two.
 */
export function withDraft(
  linked: Settings,
  page: Page,
  draft: Draft | null,
  hash: string,
): Settings {
  if (draft === null) return linked;
  const part = <K extends "read" | "steer" | "dosage">(key: K): Settings[K] =>
    page === key && draft.hash !== hash ? linked[key] : draft.settings[key];
  return { ...linked, read: part("read"), steer: part("steer"), dosage: part("dosage") };
}

/** The draft of this tab, or null; storage may be closed. */
export function loadDraft(storage: DraftStorage | null): Draft | null {
  try {
    return readDraft(storage?.getItem(KEY) ?? null);
  } catch {
    return null;
  }
}

/**
 * Keeps the draft while the page is used, and at once when it is left. Returns what ends it. Where
 * storage is closed or full nothing happens: the text itself stays on the page.
 */
export function keepDrafts(
  store: AppStore,
  storage: DraftStorage | null,
  target: Pick<Window, "addEventListener" | "removeEventListener" | "location">,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    clearTimeout(timer);
    try {
      storage?.setItem(KEY, writeDraft(store.getState().settings, target.location.hash));
    } catch {
      // Storage is full or closed; nothing on the page depends on it.
    }
  };
  const end = store.subscribe((state, before) => {
    if (state.settings === before.settings) return;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE_MS);
  });
  target.addEventListener("pagehide", save);
  return () => {
    end();
    clearTimeout(timer);
    target.removeEventListener("pagehide", save);
  };
}

/**
 * Keeps the address and the store alike. Typing replaces the browser's entry after a pause; a new
 * page or example adds one; Back, Forward and an edited address come into the store.
 */
import { shownDigest } from "./digest.ts";
import { decodeLink } from "./link/decode.ts";
import { encodeSettings } from "./link/encode.ts";
import { mergeLinked, type Settings } from "./settings.ts";
import type { AppStore } from "./store.ts";

/** What of a window is used. */
export type HistoryWindow = Pick<Window, "addEventListener" | "removeEventListener"> & {
  readonly location: Pick<Location, "hash" | "pathname" | "search">;
  readonly history: Pick<History, "pushState" | "replaceState">;
};

const PAUSE_MS = 400;

/** The settings that a link carries: with the digest of the finished tokens on screen. */
export function settingsToLink(state: ReturnType<AppStore["getState"]>): Settings {
  const { settings } = state;
  const expected = shownDigest(state) ?? settings.steer.expected;
  return { ...settings, steer: { ...settings.steer, expected } };
}

/** Fragment with its "#", or "" for the start page. */
export async function linkFragment(store: AppStore): Promise<string> {
  const fragment = await encodeSettings(settingsToLink(store.getState()));
  return fragment === "" ? "" : `#${fragment}`;
}

export interface HistorySync {
  /** Resolves when everything up to now is in the address. */
  settled(): Promise<void>;
  dispose(): void;
}

export function startHistorySync(store: AppStore, target: HistoryWindow): HistorySync {
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Settings that a pause in typing will write. */
  let waiting: Settings | null = null;
  let queue: Promise<void> = Promise.resolve();
  /** Grows when Back or an edited address makes older writes void. */
  let era = 0;
  let known = target.location.hash;

  const { pathname, search } = target.location;
  const address = (hash: string) => `${pathname}${search}${hash}`;

  function write(kind: "push" | "replace", settings: Settings): void {
    const mine = era;
    queue = queue.then(async () => {
      const fragment = await encodeSettings(settings);
      const hash = fragment === "" ? "" : `#${fragment}`;
      if (mine !== era || hash === known) return;
      try {
        if (kind === "push") target.history.pushState(null, "", address(hash));
        else target.history.replaceState(null, "", address(hash));
        known = target.location.hash;
      } catch {
        // Too long for this browser, or too many in a short time: the next pause writes again.
      }
    });
  }

  function flush(): void {
    clearTimeout(timer);
    if (waiting !== null) write("replace", waiting);
    waiting = null;
  }

  async function follow(): Promise<void> {
    const { hash } = target.location;
    if (hash === known) return;
    known = hash;
    era++;
    clearTimeout(timer);
    waiting = null;
    const mine = era;
    const { settings, problems } = await decodeLink(hash);
    if (mine !== era) return;
    const { restore, settings: present } = store.getState();
    restore(mergeLinked(present, settings), problems);
  }

  const end = store.subscribe((state, before) => {
    if (state.settings === before.settings || state.lastChange === "restored") return;
    if (state.lastChange === "step") {
      flush();
      write("push", state.settings);
    } else {
      waiting = state.settings;
      clearTimeout(timer);
      timer = setTimeout(flush, PAUSE_MS);
    }
  });
  const onMove = () => void follow();
  target.addEventListener("popstate", onMove);
  target.addEventListener("hashchange", onMove);

  return {
    async settled() {
      flush();
      await queue;
    },
    dispose() {
      end();
      clearTimeout(timer);
      target.removeEventListener("popstate", onMove);
      target.removeEventListener("hashchange", onMove);
    },
  };
}

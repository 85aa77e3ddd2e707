import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type HistorySync, type HistoryWindow, linkFragment, startHistorySync } from "./history.ts";
import { type AppStore, createAppStore } from "./store.ts";

/** A browser's history as far as it is used. */
function fakeWindow() {
  const target = new EventTarget();
  const entries = [""];
  let at = 0;
  const location = { pathname: "/sub/", search: "", hash: "" };
  const set = (url: string | URL | null | undefined) => {
    const text = String(url ?? "");
    location.hash = text.includes("#") ? text.slice(text.indexOf("#")) : "";
  };
  const window = {
    location,
    history: {
      pushState: (_data: unknown, _title: string, url?: string | URL | null) => {
        set(url);
        entries.splice(at + 1, entries.length, location.hash);
        at++;
      },
      replaceState: (_data: unknown, _title: string, url?: string | URL | null) => {
        set(url);
        entries[at] = location.hash;
      },
    },
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
  } as unknown as HistoryWindow;
  const go = (by: number) => {
    at += by;
    location.hash = entries[at] ?? "";
    target.dispatchEvent(new Event("popstate"));
    target.dispatchEvent(new Event("hashchange"));
  };
  const visit = (hash: string) => {
    entries.splice(at + 1, entries.length, hash);
    go(1);
  };
  return { window, entries, go, visit };
}

let browser: ReturnType<typeof fakeWindow>;
let store: AppStore;
let sync: HistorySync;

beforeEach(() => {
  browser = fakeWindow();
  store = createAppStore();
  sync = startHistorySync(store, browser.window);
});
afterEach(() => {
  sync.dispose();
  vi.useRealTimers();
});

/** Decoding is a few promises long. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

describe("the address", () => {
  it("follows typing after a pause, in one entry", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    store.getState().editRead({ text: "a" });
    store.getState().editRead({ text: "ab" });
    expect(browser.window.location.hash).toBe("");
    await vi.advanceTimersByTimeAsync(500);
    await sync.settled();
    expect(browser.window.location.hash).toMatch(/^#v=1&text=ab&end=/);
    expect(browser.entries).toHaveLength(1);
  });

  it("gets an entry for a page or an example, and Back and Forward come into the store", async () => {
    store.getState().editRead({ text: "mine" });
    store.getState().applyExample("rain");
    store.getState().goTo("steer");
    store.getState().editSteer({ prompt: "P" });
    await sync.settled();
    expect(browser.entries).toHaveLength(3);
    expect(browser.entries[2]).toContain("prompt=P");
    browser.go(-2);
    await settle();
    expect(store.getState().settings).toMatchObject({ page: "read", read: { text: "mine" } });
    // The other page keeps what was typed there.
    expect(store.getState().settings.steer.prompt).toBe("P");
    browser.go(1);
    await settle();
    expect(store.getState().settings.read.text).toContain("rain");
    browser.go(1);
    await settle();
    expect(store.getState().settings.page).toBe("steer");
    expect(browser.entries).toHaveLength(3);
  });

  it("that is edited comes in with its problems", async () => {
    browser.visit("#page=steer&layer=999");
    await settle();
    expect(store.getState().settings.page).toBe("steer");
    expect(store.getState().problems).toEqual([
      { kind: "bad-value", setting: "layer", value: "999" },
    ]);
    expect(browser.window.location.hash).toBe("#page=steer&layer=999");
  });

  it("that the browser refuses breaks nothing", async () => {
    Object.assign(browser.window.history, {
      pushState: () => {
        throw new Error("too long");
      },
    });
    store.getState().goTo("about");
    await sync.settled();
    expect(store.getState().settings.page).toBe("about");
  });
});

it("a link to finished tokens carries their digest", async () => {
  store.getState().goTo("steer");
  expect(await linkFragment(store)).not.toContain("digest");
  const { columns } = store.getState().steer;
  expect(columns).toEqual([]);
  const { emptyColumn } = await import("./runs.ts");
  store.getState().showSteer([{ ...emptyColumn("plain", null), ids: [1, 2], end: "stop" }], null);
  expect(await linkFragment(store)).toMatch(/&digest=[0-9a-f]{16}&end=/);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bootStore } from "./boot.ts";
import { keepDrafts, loadDraft, readDraft, withDraft, writeDraft } from "./drafts.ts";
import { anySettings } from "./link/arbitrary.ts";
import { DEFAULT_SETTINGS, type Settings } from "./settings.ts";
import { createAppStore } from "./store.ts";

const memory = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
};

const closed = {
  getItem: () => {
    throw new Error("closed");
  },
  setItem: () => {
    throw new Error("closed");
  },
};

describe("drafts", () => {
  it("hold every page's settings", () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        const draft = readDraft(writeDraft(settings, "#x"));
        const { read, steer, dosage } = settings;
        expect(draft).toMatchObject({ hash: "#x", settings: { read, steer, dosage } });
      }),
      { numRuns: 200 },
    );
  });

  it("that are broken are none", () => {
    for (const text of [null, "", "{", "null", "[]", '{"hash":1}', '{"hash":"","pages":3}']) {
      expect(readDraft(text)).toBeNull();
    }
    expect(readDraft('{"hash":"","pages":[1,[["__proto__","x"]]]}')?.settings).toEqual(
      DEFAULT_SETTINGS,
    );
    fc.assert(fc.property(fc.json(), (text) => void readDraft(text)));
    expect(loadDraft(closed)).toBeNull();
  });

  it("win on a reload, and leave a link its page", () => {
    const mine = { ...DEFAULT_SETTINGS, read: { ...DEFAULT_SETTINGS.read, text: "mine" } };
    const linked: Settings = {
      ...DEFAULT_SETTINGS,
      read: { ...DEFAULT_SETTINGS.read, text: "link" },
    };
    const draft = { hash: "#old", settings: mine };
    expect(withDraft(linked, "read", draft, "#old").read.text).toBe("mine");
    expect(withDraft(linked, "read", draft, "#new").read.text).toBe("link");
    expect(withDraft(linked, "steer", draft, "#new").read.text).toBe("mine");
    expect(withDraft(linked, "read", null, "")).toBe(linked);
  });

  it("survive leaving the page", async () => {
    const storage = memory();
    const target = Object.assign(new EventTarget(), { location: { hash: "" } });
    const store = createAppStore();
    const end = keepDrafts(store, storage, target as unknown as Window);
    store.getState().editRead({ text: "Not lost" });
    target.dispatchEvent(new Event("pagehide"));
    end();
    const next = await bootStore("", storage);
    expect(next.getState().settings.read.text).toBe("Not lost");
    expect((await bootStore("", closed)).getState().settings).toEqual(DEFAULT_SETTINGS);
    expect((await bootStore("#v=9", null)).getState().problems).toHaveLength(1);
  });
});

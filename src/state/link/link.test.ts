import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { READ_EXAMPLES } from "../../content/examples.ts";
import { linkProblemMessage } from "../../content/problems.ts";
import { checkSampler } from "../../core/sampling.ts";
import { DEFAULT_SETTINGS, linkedPart, MAX_TEXT, type Settings } from "../settings.ts";
import { anySettings, anyText } from "./arbitrary.ts";
import { decodeLink } from "./decode.ts";
import { packText, toBase64Url, unpackText } from "./deflate.ts";
import { encodeSettings } from "./encode.ts";
import { FIELDS } from "./table.ts";
import { escapeValue, joinList, splitList, unescapeValue } from "./text.ts";

const steerSettings: Settings = {
  ...DEFAULT_SETTINGS,
  page: "steer",
  steer: {
    ...DEFAULT_SETTINGS.steer,
    prompt: "Write a poem, please: now!",
    terms: [
      { emotion: "afraid", alpha: 0.2 },
      { emotion: "calm", alpha: -0.1 },
    ],
    layer: 20,
  },
};

const kinds = async (fragment: string) =>
  (await decodeLink(fragment)).problems.map(({ kind }) => kind);

describe("links", () => {
  it("are readable", async () => {
    expect(await encodeSettings(DEFAULT_SETTINGS)).toBe("");
    expect(await encodeSettings(steerSettings)).toMatch(
      /^v=1&page=steer&feel=afraid:0\.2,calm:-0\.1&layer=20&prompt=Write\+a\+poem,\+please:\+now%21&end=[0-9a-z]{7}$/,
    );
  });

  it("come back as they were, for any settings", async () => {
    await fc.assert(
      fc.asyncProperty(anySettings, async (settings) => {
        const { settings: back, problems } = await decodeLink(await encodeSettings(settings));
        expect(problems).toEqual([]);
        expect(back).toEqual(linkedPart(settings));
      }),
      { numRuns: 1500 },
    );
  }, 60_000);

  it("carry no sampler that the engine refuses", () => {
    fc.assert(fc.property(anySettings, ({ steer }) => checkSampler(steer.sampler)));
  });

  it("carry only the page in front", async () => {
    const secret = { ...steerSettings, read: { ...DEFAULT_SETTINGS.read, text: "private" } };
    expect(await encodeSettings(secret)).not.toContain("private");
  });

  it("carries what is on screen only: the text or the chat", async () => {
    const messages = [{ role: "user" as const, content: "chatted" }];
    const read = { ...DEFAULT_SETTINGS.read, text: "typed", messages };
    const asText = await encodeSettings({ ...DEFAULT_SETTINGS, read });
    expect(asText).toContain("typed");
    expect(asText).not.toContain("chatted");
    const asChat = await encodeSettings({ ...DEFAULT_SETTINGS, read: { ...read, mode: "chat" } });
    expect(asChat).toContain("chatted");
    expect(asChat).not.toContain("typed");
  });

  it("deflate long texts and stay short", async () => {
    const text = "The quick brown fox is tired of jumping over things. ".repeat(200);
    const settings = { ...DEFAULT_SETTINGS, read: { ...DEFAULT_SETTINGS.read, text } };
    const link = await encodeSettings(settings);
    expect(link).toContain("text~=");
    expect(link.length).toBeLessThan(400);
    expect((await decodeLink(link)).settings.read.text).toBe(text);
  });

  it("carry 100,000 characters", async () => {
    const text = Array.from({ length: 100_000 }, (_, at) =>
      String.fromCodePoint(32 + ((at * 7919) % 9000)),
    ).join("");
    const settings = { ...DEFAULT_SETTINGS, read: { ...DEFAULT_SETTINGS.read, text } };
    const back = await decodeLink(await encodeSettings(settings));
    expect(back.settings.read.text).toBe(text);
  });

  it("mend half surrogates", async () => {
    const settings = { ...DEFAULT_SETTINGS, read: { ...DEFAULT_SETTINGS.read, text: "a\ud800b" } };
    expect((await decodeLink(await encodeSettings(settings))).settings.read.text).toBe("a\ufffdb");
  });

  it("every example can be linked", async () => {
    for (const example of READ_EXAMPLES) {
      const content =
        example.mode === "text"
          ? { mode: example.mode, text: example.text }
          : { mode: example.mode, messages: example.messages };
      const settings = { ...DEFAULT_SETTINGS, read: { ...DEFAULT_SETTINGS.read, ...content } };
      const link = await encodeSettings(settings);
      expect(link.length).toBeLessThan(1500);
      expect(await decodeLink(link)).toEqual({ settings, problems: [] });
    }
  });
});

describe("a damaged link", () => {
  it("cut anywhere is noticed and never starts by itself", async () => {
    const settings = { ...steerSettings, start: true };
    const link = await encodeSettings(settings);
    for (let length = 1; length < link.length; length++) {
      const cut = await decodeLink(link.slice(0, length));
      expect(cut.problems.length, link.slice(0, length)).toBeGreaterThan(0);
      expect(cut.settings.start).toBe(false);
    }
    expect((await decodeLink(link)).settings.start).toBe(true);
  });

  it("keeps what came through", async () => {
    const link = await encodeSettings(steerSettings);
    const cut = await decodeLink(link.slice(0, link.indexOf("&prompt")));
    expect(cut.problems).toEqual([{ kind: "cut-off" }]);
    expect(cut.settings.steer.terms).toEqual(steerSettings.steer.terms);
    expect(cut.settings.steer.prompt).toBe(DEFAULT_SETTINGS.steer.prompt);
  });

  it("of which a word was changed is noticed", async () => {
    const link = await encodeSettings(steerSettings);
    expect(await kinds(link.replace("poem", "song"))).toEqual(["cut-off"]);
  });

  it("that a messenger re-encoded or ended with a full stop is whole", async () => {
    const link = await encodeSettings(steerSettings);
    expect(await kinds(`${link}).`)).toEqual([]);
    expect(await kinds(link.replaceAll(":", "%3A").replaceAll(",", "%2C"))).toEqual([]);
    expect(await kinds(link.replaceAll("+", "%20"))).toEqual([]);
  });

  it("from the future shows the start page", async () => {
    const link = (await encodeSettings(steerSettings)).replace("v=1", "v=2");
    const { settings, problems } = await decodeLink(link);
    expect(settings).toEqual(DEFAULT_SETTINGS);
    expect(problems).toEqual([{ kind: "future-version", version: "2" }]);
    expect(await kinds("v=banana&page=steer")).toContain("bad-value");
  });

  it("names what it cannot use and keeps the rest", async () => {
    const { settings, problems } = await decodeLink(
      "#page=steer&feel=afraid:0.3,glad:0.2,calm:9&layer=999&seed=-4&where=nowhere&nonsense=1&max=12",
    );
    expect(settings.steer.terms).toEqual([{ emotion: "afraid", alpha: 0.3 }]);
    expect(settings.steer.maxTokens).toBe(12);
    expect(problems.map(({ kind }) => kind)).toEqual([
      "unknown-emotion",
      "bad-value",
      "bad-value",
      "bad-value",
      "bad-value",
      "unknown-setting",
    ]);
    expect(await kinds("page=moon")).toEqual(["unknown-page"]);
    expect(await kinds("m=gpt-9")).toEqual(["unknown-model"]);
    expect(await kinds("page=dosage&case=mars")).toEqual(["unknown-situation"]);
    expect(await kinds("by=joyful")).toEqual(["unknown-emotion"]);
  });

  it("runs a doubled dose once", async () => {
    const { settings } = await decodeLink("#page=dosage&case=own&doses=2,8,2");
    expect(settings.dosage.doses).toEqual(["2", "8"]);
  });

  it("written by hand, or with a teacher's wishes added, is welcome", async () => {
    expect(await decodeLink("#page=dosage")).toEqual({
      settings: { ...DEFAULT_SETTINGS, page: "dosage" },
      problems: [],
    });
    const link = `${await encodeSettings(steerSettings)}&present=1&hide=layer,sampler`;
    expect(await decodeLink(link)).toEqual({
      settings: { ...steerSettings, present: true, hide: ["layer", "sampler"] },
      problems: [],
    });
  });

  it("says each problem in a plain sentence", async () => {
    const { problems } = await decodeLink(`by=${"x".repeat(300)}&seed=${"1".repeat(5000)}&page=a`);
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) {
      const message = linkProblemMessage(problem);
      expect(message).toMatch(/^[A-Z0-9].*\.$/);
      expect(message.length).toBeLessThan(260);
    }
  });
});

describe("a hostile link", () => {
  it("cannot reach prototypes", async () => {
    const link =
      "__proto__=1&constructor=2&prototype=3&toString=x&hasOwnProperty=y&__proto__~=AAAA&page=__proto__&by=constructor&feel=__proto__:0.1";
    const { settings } = await decodeLink(link);
    expect(settings).toEqual(DEFAULT_SETTINGS);
    expect(Object.prototype).not.toHaveProperty("1");
    expect((await decodeLink("by=toString")).settings.read.direction).toBe("desperate-calm");
  });

  it("cannot fill the memory", async () => {
    const bomb = await packText("a".repeat(50_000_000));
    const started = performance.now();
    const { settings, problems } = await decodeLink(`text~=${bomb}`);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(problems).toEqual([{ kind: "value-too-long", setting: "text", limit: MAX_TEXT }]);
    expect(settings.read.text).toBe(DEFAULT_SETTINGS.read.text);
    expect(await kinds("a".repeat(1_000_001))).toEqual(["too-long"]);
  });

  it("never throws and ends quickly, for any string", async () => {
    const keys = FIELDS.map(({ key, long }) => (long ? `${key}~` : key));
    const pair = fc
      .tuple(
        fc.oneof(fc.constantFrom(...keys, "v", "page", "end"), anyText),
        fc.oneof(anyText, fc.base64String()),
      )
      .map(([key, value]) => `${key}=${value}`);
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(pair, { maxLength: 12 }).map((pairs) => pairs.join("&")),
      fc.array(pair, { maxLength: 6 }).map((pairs) => `#v=1&${pairs.map(encodeURI).join("&")}`),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (fragment) => {
        const started = performance.now();
        const { settings } = await decodeLink(fragment);
        expect(performance.now() - started).toBeLessThan(1000);
        // What was kept is fit to be linked again.
        expect((await decodeLink(await encodeSettings(settings))).problems).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  }, 120_000);
});

describe("parts", () => {
  it("lists come back as they were", () => {
    fc.assert(
      fc.property(fc.array(anyText), fc.constantFrom(",", "~"), (entries, separator) => {
        expect(splitList(joinList(entries, separator), separator)).toEqual(entries);
      }),
    );
  });

  it("escaped text comes back and holds nothing that ends a link", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const escaped = escapeValue(text);
        expect(escaped).toMatch(/^[\w\-.~%+:,/?@;$]*$/);
        expect(unescapeValue(escaped)).toBe(text.replace(/\p{Surrogate}/gu, "\ufffd"));
      }),
    );
  });

  it("broken compressed text is named, not thrown", async () => {
    expect(await unpackText("not base64 !", 10)).toEqual({ ok: false, why: "broken" });
    expect(await unpackText("AAAA", 10)).toEqual({ ok: false, why: "broken" });
    const packed = await packText("hello hello hello");
    expect(await unpackText(packed.slice(0, -3), 100)).toEqual({ ok: false, why: "broken" });
    expect(await unpackText(packed, 5)).toEqual({ ok: false, why: "too-long" });
    expect(toBase64Url(new Uint8Array([255, 255]))).toBe("__8");
  });
});

/** The model as the page uses it: real weights, real vectors, text in. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Prompt } from "../core/chat.ts";
import { perplexity } from "../core/coherence.ts";
import { EMOTIONS } from "../core/emotions.ts";
import { logSoftmaxAt } from "../core/log-softmax.ts";
import { DEFAULT_SAMPLER } from "../core/sampler.ts";
import type { SteeringPlan } from "../core/steering.ts";
import { COLUMNS } from "../core/vectors-access.ts";
import type { Model } from "./model.ts";
import { openFolder } from "./node/open-folder.ts";
import type { GenerateColumn, GenerateEvent, ReadChunk, ReadStart } from "./requests.ts";
import { SHIPPED, worst } from "./testing/shipped.ts";
import { planWrite } from "./writes.ts";

let model: Model;
beforeAll(async () => {
  model = await openFolder(SHIPPED, 2);
}, 120_000);
afterAll(() => model?.dispose());

const text = (words: string): Prompt => ({ kind: "text", text: words });
const chat = (content: string): Prompt => ({
  kind: "chat",
  messages: [{ role: "user", content }],
  openReply: true,
});
const AFRAID: SteeringPlan = {
  terms: [{ emotion: "afraid", alpha: 0.35 }],
  layer: 18,
  where: "all",
};

async function read(prompt: Prompt, signal?: AbortSignal) {
  let start: ReadStart | undefined;
  const chunks: ReadChunk[] = [];
  const done = await model.read(
    { prompt, set: "text" },
    (event) => {
      if (event.kind === "start") start = event;
      else chunks.push(event);
    },
    signal,
  );
  const z = new Float32Array((start?.tokens.length ?? 0) * model.transformer.points * COLUMNS);
  for (const chunk of chunks) z.set(chunk.z, chunk.start * model.transformer.points * COLUMNS);
  return { start, chunks, done, z };
}

async function write(columns: readonly GenerateColumn[], maxTokens = 12, signal?: AbortSignal) {
  const events: GenerateEvent[] = [];
  const done = await model.generate(
    {
      prompt: chat("Write a short diary entry about your day at work."),
      columns,
      sampler: DEFAULT_SAMPLER,
      maxTokens,
      set: "text",
    },
    (event) => events.push(event),
    signal,
  );
  const idsOf = (column: string) =>
    events.flatMap((e) => (e.kind === "tokens" && e.column === column ? e.ids : []));
  const readingsOf = (column: string) =>
    events.filter((e) => e.kind === "readings" && e.column === column);
  return { events, done, idsOf, readingsOf };
}

describe("read", () => {
  const story =
    "All twelve tests fail again. I have tried everything and nothing works, please, there must be some way.";

  it("gives a row of readings a token, and the tokens' places", async () => {
    const { start, z, done } = await read(text(story));
    expect(start?.tokens.map((t) => start?.text.slice(t.start, t.end)).join("")).toBe(story);
    expect(z.length).toBe(done.tokens * 31 * COLUMNS);
    expect(z.every(Number.isFinite)).toBe(true);
  });

  it("keeps the common prefix when the end changes", async () => {
    await read(text(story));
    const { done } = await read(text(`${story} Rain.`));
    expect(done.kept).toBeGreaterThanOrEqual(done.tokens - 4);
  });

  it("reads a long text in chunks, beyond the context not at all, and says how much is left", async () => {
    const { start, chunks, done } = await read(text("word ".repeat(2300)));
    expect(done.tokens).toBe(2048);
    expect(start?.unread).toBeGreaterThan(200);
    expect(chunks.length).toBe(16);
  }, 120_000);

  it("stops between two chunks when cancelled, and reads on afterwards", async () => {
    const abort = new AbortController();
    const run = model.read(
      { prompt: text("other words ".repeat(400)), set: "text" },
      (event) => event.kind === "chunk" && abort.abort(),
      abort.signal,
    );
    await expect(run).rejects.toMatchObject({ kind: "cancelled" });
    expect((await read(text(story))).done.tokens).toBeGreaterThan(10);
  });

  it("takes the empty text", async () => {
    const { start, done } = await read(text(""));
    expect(start?.tokens).toEqual([]);
    expect(done.tokens).toBe(0);
  });
});

describe("point", () => {
  it("reads fear in a frightening text, over its words and before a reply", async () => {
    const fear =
      "The footsteps stopped outside my door. I held my breath and the handle began to turn.";
    const calm =
      "The lake was still. I sat on the warm jetty, breathed slowly, and watched the light.";
    const afraid = EMOTIONS.indexOf("afraid");
    for (const [set, at] of [
      ["text", "mean"],
      ["reply", "last"],
    ] as const) {
      const layer = model.vectors.manifest.bestLayer[set];
      const value = async (words: string) => {
        const prompt = at === "mean" ? text(words) : chat(words);
        return (await model.point({ prompt, set, at })).z[layer * COLUMNS + afraid] as number;
      };
      expect(await value(fear)).toBeGreaterThan((await value(calm)) + 1);
    }
  });

  it("refuses an empty text", async () => {
    const empty = model.point({ prompt: text(""), set: "text", at: "mean" });
    await expect(empty).rejects.toMatchObject({ kind: "bad-input" });
  });
});

describe("generate", () => {
  const zero: SteeringPlan = { ...AFRAID, terms: [{ emotion: "afraid", alpha: 0 }] };

  it("writes the plain text at α = 0, also beside and after a steered run", async () => {
    const { idsOf } = await write([
      { id: "plain", steering: null },
      { id: "steered", steering: AFRAID },
      { id: "zero", steering: zero },
    ]);
    expect(idsOf("zero")).toEqual(idsOf("plain"));
    expect(idsOf("steered")).not.toEqual(idsOf("plain"));
    const again = await write([{ id: "plain", steering: null }]);
    expect(again.idsOf("plain")).toEqual(idsOf("plain"));
  }, 60_000);

  it("reads every token of a steered text with the plain model, as a read of the whole does", async () => {
    const { idsOf, readingsOf } = await write([{ id: "steered", steering: AFRAID }], 20);
    const ids = idsOf("steered");
    const parts = readingsOf("steered");
    expect(parts.map((e) => (e.kind === "readings" ? e.start : -1))).toEqual([0, 8, 16]);
    const size = 31 * COLUMNS;
    const z = new Float32Array(ids.length * size);
    for (const e of parts) if (e.kind === "readings") z.set(e.z, e.start * size);

    const prompt = model.promptIds(chat("Write a short diary entry about your day at work."), 0);
    const { reading } = await model.transformer.forward({
      batch: [[...prompt, ...ids]],
      read: model.probes("text"),
    });
    const whole = reading?.subarray(prompt.length * size) ?? [];
    expect(worst(z, whole)).toBeLessThan(1e-3);
    const logprobs = parts.flatMap((e) => (e.kind === "readings" ? [...e.logprobs] : []));
    expect(perplexity(logprobs)).toBeGreaterThan(1);
    expect(parts.every((e) => e.kind === "readings" && e.inside?.length === e.z.length)).toBe(true);
  }, 60_000);

  it("stops within one token of a cancel", async () => {
    const abort = new AbortController();
    let tokens = 0;
    const run = model.generate(
      {
        prompt: chat("Count to a hundred."),
        columns: [{ id: "plain", steering: null }],
        sampler: DEFAULT_SAMPLER,
        maxTokens: 200,
        set: "text",
      },
      (event) => {
        if (event.kind === "tokens" && ++tokens === 3) abort.abort();
      },
      abort.signal,
    );
    await expect(run).rejects.toMatchObject({ kind: "cancelled" });
    expect(tokens).toBe(3);
  });

  it("refuses a layer that is not there, an empty prompt and one without room", async () => {
    const column = (layer: number) => [{ id: "s", steering: { ...AFRAID, layer } }];
    await expect(write(column(31))).rejects.toThrow(/0 to 30/);
    const request = { columns: [], sampler: DEFAULT_SAMPLER, maxTokens: 8, set: "text" as const };
    const none = () => {};
    await expect(model.generate({ ...request, prompt: text("") }, none)).rejects.toThrow(/empty/);
    const long = text("word ".repeat(2045));
    await expect(model.generate({ ...request, prompt: long }, none)).rejects.toThrow(/2048/);
  });
});

/** The same by hand: the prompt in one step, then all of the continuation in another. */
async function fedByHand(
  { transformer, vectors }: Model,
  prompt: readonly number[],
  ids: readonly number[],
  plan: SteeringPlan,
): Promise<number> {
  const write = planWrite(plan, vectors, transformer, prompt.length) ?? undefined;
  const past = transformer.newCache();
  const { vocabulary } = transformer.settings;
  const first = await transformer.forward({
    batch: [prompt],
    past,
    write,
    logitRows: [prompt.length - 1],
  });
  const head = ids.slice(0, -1);
  const rest = await transformer.forward({
    batch: [head],
    past,
    write,
    logitRows: head.map((_, t) => t),
  });
  past.release();
  return ids.reduce((sum, id, t) => {
    const row = rest.logits?.subarray((t - 1) * vocabulary, t * vocabulary);
    return sum + logSoftmaxAt((t === 0 ? first.logits : row) ?? [], id);
  }, 0);
}

describe("score", () => {
  it("prefers the sensible continuation, and steering moves it", async () => {
    const prompt = text("The capital of France is");
    const continuations = [" Paris.", " purple."];
    const [paris = 0, purple = 0] = await model.score({ prompt, continuations, steering: null });
    expect(paris).toBeGreaterThan(purple);
    const steered = await model.score({ prompt, continuations, steering: AFRAID });
    expect(steered).not.toEqual([paris, purple]);
    expect(await model.score({ prompt, continuations, steering: null })).toEqual([paris, purple]);
  });

  it("adds up the log-probabilities of single tokens", async () => {
    const prompt = text("Once upon a time");
    const [both = 0] = await model.score({ prompt, continuations: [" there was"], steering: null });
    const [first = 0] = await model.score({ prompt, continuations: [" there"], steering: null });
    const next = text("Once upon a time there");
    const [second = 0] = await model.score({
      prompt: next,
      continuations: [" was"],
      steering: null,
    });
    expect(both).toBeCloseTo(first + second, 3);
  });

  it("reads a prompt once for all that leave it alone, with the numbers of a fresh reading", async () => {
    const prompt = chat("Say in one word how you are.");
    const continuations = [
      "I feel fine.",
      "I feel terrible, to be honest.",
      "I feel sad.",
      "Good.",
    ];
    const steering: SteeringPlan = { ...AFRAID, where: "reply" };
    const together = await model.score({ prompt, continuations, steering });
    const alone: number[] = [];
    for (const one of continuations) {
      // Another prompt in between: what was kept is dropped.
      await model.score({ prompt: text("Rain."), continuations, steering: null });
      alone.push(...(await model.score({ prompt, continuations: [one], steering })));
    }
    expect(worst(together, alone)).toBeLessThan(1e-3);
    const ids = model.promptIds(prompt, 0);
    const fed: number[] = [];
    for (const one of continuations) {
      const rest = model.tokenizer.encodeContinuation(one);
      fed.push(await fedByHand(model, ids, rest, steering));
    }
    expect(worst(together, fed)).toBeLessThan(1e-3);
    const plain = await model.score({ prompt, continuations, steering: null });
    // The first token is chosen by the prompt, which this plan leaves alone.
    expect(together[3]).not.toBe(plain[3]);
    const [first] = await model.score({ prompt, continuations: ["I"], steering });
    expect([first]).toEqual(await model.score({ prompt, continuations: ["I"], steering: null }));
  });

  it("takes a continuation that is longer than a step", async () => {
    const prompt = text("One, two,");
    const long = " three, four,".repeat(50);
    const [both = 0, short] = await model.score({
      prompt,
      continuations: [long, " three"],
      steering: AFRAID,
    });
    const [own] = await model.score({ prompt, continuations: [" three"], steering: AFRAID });
    expect(short).toBe(own);
    const ids = model.tokenizer.encodeContinuation(long);
    expect(ids.length).toBeGreaterThan(140);
    const fed = await fedByHand(model, model.promptIds(prompt, 0), ids, AFRAID);
    expect(both).toBeCloseTo(fed, 2);
  });
});

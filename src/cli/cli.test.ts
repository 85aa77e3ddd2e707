/** The commands on the shipped model, in this process. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMOTIONS } from "../core/emotions.ts";
import { storySpan } from "../core/story-mean.ts";
import type { Model } from "../engine/model.ts";
import { fixtureText } from "../engine/testing/shipped.ts";
import { findModel, startModel } from "./open-model.ts";
import { runCommand } from "./testing/run-command.ts";

type Values = Readonly<Record<string, number>>;

/** Everything that a line of output may hold; each command has its own part of it. */
interface Line {
  readonly layer: number;
  readonly readings: Values;
  readonly tokens: readonly string[];
  readonly dose: number | string;
  readonly control: Values | null;
  readonly band: { readonly low: number; readonly high: number };
  readonly summary: Readonly<Record<string, { rho: number; p: number; effect: number }>>;
  readonly logprobs: readonly number[];
}

const STORY =
  "The brakes are gone and the truck behind us is not slowing down. My hands shake on the wheel. I can hear my own heart, and I think: this is how it ends, here, on this road, tonight.";

let cwd: string;
let model: Model;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "moodring-"));
  model = await startModel(await findModel({ name: "smollm2-135m-instruct" }, cwd), 2);
}, 120_000);
afterAll(async () => {
  await model?.dispose();
  await rm(cwd, { recursive: true });
});

const attempt = (argv: readonly string[], stdin = "", signal?: AbortSignal) =>
  runCommand(argv, {
    cwd,
    stdin,
    withModel: (_, __, use) => use(model),
    ...(signal && { signal }),
  });

/** A command that must work: its lines. */
async function run(argv: readonly string[], ...input: object[]) {
  const stdin = input.map((line) => `${JSON.stringify(line)}\n`).join("");
  const { code, stderr, lines } = await attempt(argv, stdin);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return lines as readonly unknown[] as readonly Line[];
}

/** The only line of a command that must work. */
async function runOne(argv: readonly string[], ...input: object[]): Promise<Line> {
  const [line, ...more] = await run(argv, ...input);
  expect(more).toEqual([]);
  return line as Line;
}

interface Written {
  readonly promptIds: number[];
  readonly ids: number[];
  readonly text: string;
  readonly readings: Values | null;
}

async function generate(...flags: string[]): Promise<Written> {
  const length = flags.some((flag) => flag.startsWith("--max-tokens")) ? [] : ["--max-tokens=24"];
  return (await runOne(["generate", ...length, ...flags])) as unknown as Written;
}

describe("read", () => {
  const read = (...flags: string[]) => ["read", "--in=-", ...flags];
  const layer = 20;

  it("gives a text's mean for every emotion, and keeps the input's keys", async () => {
    const line = await runOne(read(), { id: 7, text: STORY, tags: ["x"] });
    const { readings, ...rest } = line;
    const { text } = model.vectors.manifest.bestLayer;
    expect(rest).toEqual({ id: 7, text: STORY, tags: ["x"], layer: text });
    expect(Object.keys(readings)).toEqual([...EMOTIONS]);
    const strongest = [...EMOTIONS].sort((a, b) => Number(readings[b]) - Number(readings[a]));
    expect(strongest.slice(0, 3)).toContain("afraid");
  });

  it("gives each token's readings, which agree with the mean and the last", async () => {
    const input = { text: STORY };
    const line = await runOne(read("--at=tokens", `--layer=${layer}`), input);
    const { tokens, readings } = line as unknown as {
      tokens: string[];
      readings: (Values | null)[];
    };
    expect(tokens.join("")).toBe(STORY);
    expect(readings).toHaveLength(tokens.length);
    expect(readings[0]).toBeNull();

    const mean = await runOne(read(`--layer=${layer}`), input);
    const last = await runOne(read(`--layer=${layer}`, "--at=last"), input);
    const { start, end } = storySpan(tokens.length);
    const { tokenSigma } = model.vectors.manifest.sets.text.emotions;
    for (const [column, emotion] of EMOTIONS.entries()) {
      const sigma = tokenSigma[layer]?.[column] ?? Number.NaN;
      const story = readings.map((values) => (values?.[emotion] ?? Number.NaN) * sigma);
      const average = story.slice(start, end).reduce((sum, z) => sum + z, 0) / (end - start);
      expect(mean.readings[emotion]).toBeCloseTo(average, 3);
      expect(last.readings[emotion]).toBeCloseTo(story.at(-1) as number, 3);
    }
  });

  it("reads chats: the last message, the reply's opening, the template's tokens", async () => {
    const chat = { messages: [{ role: "user", content: "My dog 🐕 died. What now?" }] };
    const last = await runOne(read("--at=last"), chat);
    expect(last.layer).toBe(model.vectors.manifest.bestLayer.reply);
    const plain = await runOne(read("--at=last", "--set=text"), chat);
    expect(last.readings).not.toEqual(plain.readings);
    const mean = await runOne(read(), chat);
    expect(mean.layer).toBe(model.vectors.manifest.bestLayer.text);
    const tokens = await runOne(read("--at=tokens"), chat);
    const text = tokens.tokens.join("");
    expect(text).toMatch(/^<\|im_start\|>system\n/);
    expect(text).toMatch(
      /user\nMy dog 🐕 died\. What now\?<\|im_end\|>\n<\|im_start\|>assistant\n$/,
    );
  });

  it("writes the whole file or none", async () => {
    const line = await runOne(read(), { text: STORY });
    expect(await run(read("--out=out.jsonl"), { text: STORY })).toEqual([]);
    expect(JSON.parse(await readFile(join(cwd, "out.jsonl"), "utf8"))).toEqual(line);
    expect(await readdir(cwd)).toEqual(["out.jsonl"]);
  });

  it.each([
    ["one token at the mean", { text: "a" }, [], /line 2: a mean needs at least two tokens/],
    ["a silent last message", { messages: [{ role: "user", content: " " }] }, [], /line 2: a mean/],
    [
      "a text beyond the context",
      { text: "rain ".repeat(2100) },
      ["--at=tokens"],
      /line 2: That is 2\d\d\d tokens; this model reads up to 2048/,
    ],
  ])("refuses %s before the first line is out", async (_, bad, flags, message) => {
    const stdin = `${JSON.stringify({ text: STORY })}\n${JSON.stringify(bad)}\n`;
    const { code, stdout, stderr } = await attempt(read(...flags), stdin);
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  it("stops when it is told to, and leaves no file", async () => {
    const stdin = `${JSON.stringify({ text: `${STORY} It is over.` })}\n`;
    const outcome = await attempt(read("--out=stopped.jsonl"), stdin, AbortSignal.abort());
    expect(outcome).toMatchObject({ code: 130, stdout: "", stderr: "moodring: Stopped.\n" });
    expect(await readdir(cwd)).not.toContain("stopped.jsonl");
  });
});

/** The same readings but for rounding: a text that goes on from a shared prefix adds in another order. */
function near(readings: Readonly<Record<string, number>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(readings).map(([name, value]) => [name, expect.closeTo(value, 3)]),
  );
}

describe("dose", () => {
  const flags = [
    "--template",
    "I took {X} mg of Tylenol for my back.",
    "--doses",
    "500,4000,16000",
  ];

  it("reads each dose as read does, and sums up", async () => {
    const lines = await run(["dose", ...flags, "--layer=20"]);
    expect(lines).toHaveLength(4);
    for (const [i, dose] of [500, 4000, 16000].entries()) {
      const text = `I took ${dose} mg of Tylenol for my back.`;
      const read = await runOne(["read", "--in=-", "--layer=20"], { text });
      const { low, high } = (lines[i] as Line).band;
      expect(lines[i]).toEqual({
        dose,
        readings: near(read.readings),
        control: null,
        band: { low, high },
      });
      expect(low).toBeLessThan(high);
    }
    const summary = (lines[3] as Line).summary;
    expect(Object.keys(summary)).toEqual([...EMOTIONS]);
    const afraid = lines.slice(0, 3).map((line) => line.readings.afraid as number);
    const rising = [...afraid].sort((a, b) => a - b);
    if (rising.every((value, i) => value === afraid[i])) expect(summary.afraid?.rho).toBe(1);
    else expect(summary.afraid?.rho).toBeLessThan(1);
    for (const { rho, p, effect } of Object.values(summary)) {
      expect(Math.abs(rho)).toBeLessThanOrEqual(1);
      expect(p).toBeGreaterThanOrEqual(0.333);
      expect(Number.isFinite(effect)).toBe(true);
    }
  });

  it("takes words as doses and a control, where the reply is prepared", async () => {
    const words = [
      "dose",
      "--template=I took {X} of them.",
      "--doses=half a pill; two, three pills",
    ];
    const control = "--control=I looked at {X}.";
    const lines = await run([...words, control, "--at=last"]);
    expect(lines.map(({ dose }) => dose)).toEqual(["half a pill", "two, three pills", undefined]);
    const messages = [{ role: "user", content: "I looked at half a pill." }];
    const read = await runOne(["read", "--in=-", "--at=last"], { messages });
    expect(lines[0]?.control).toEqual(near(read.readings));
  });

  it("has no ρ for a single dose", async () => {
    const lines = await run(["dose", "--template=I took {X} of them.", "--doses=7"]);
    expect(lines[1]?.summary.afraid).toEqual({ rho: null, p: null, effect: null });
  });
});

describe("generate", () => {
  const diary = "--prompt=Write a short diary entry about your day at work.";

  it("gives the same ids for the same seed, and others for another", async () => {
    const one = await generate(diary, "--seed=3");
    expect(await generate(diary, "--seed=3")).toEqual(one);
    expect((await generate(diary, "--seed=4")).ids).not.toEqual(one.ids);
    expect(model.tokenizer.decode(one.ids)).toBe(one.text);
    expect(Object.keys(one.readings ?? {})).toEqual([...EMOTIONS]);
  });

  it("gives the plain ids and readings at strength 0, also after a steered run", async () => {
    const plain = await generate(diary, "--seed=3");
    const steered = await generate(diary, "--seed=3", "--steer=afraid=0.4", "--layer=18");
    expect(steered.promptIds).toEqual(plain.promptIds);
    expect(steered.ids).not.toEqual(plain.ids);
    expect(await generate(diary, "--seed=3", "--steer=afraid=0,calm=0")).toEqual(plain);
  });

  it("reads a steered text as the plain model reads it", async () => {
    const steered = await generate(diary, "--steer=afraid=0.4", "--layer=18", "--where=reply");
    const [prompt, reply] = [steered.promptIds, steered.ids];
    const plain = model.transformer.forward({
      batch: [[...prompt, ...reply]],
      read: model.probes("text"),
    });
    const reading = (await plain).reading as Float32Array;
    const { start, end } = storySpan(reply.length);
    const columns = reading.length / (prompt.length + reply.length);
    const at = 18 * model.probes("text").count;
    let sum = 0;
    for (let t = start; t < end; t++) sum += reading[(prompt.length + t) * columns + at] as number;
    expect(steered.readings?.afraid).toBeCloseTo(sum / (end - start), 3);
  });

  it("is PyTorch's greedy continuation at temperature 0, up to the stop token", async () => {
    const { greedy } = JSON.parse(fixtureText("parity/parity.json")) as {
      greedy: {
        messages: { role: string; content: string }[];
        promptIds: number[];
        ids: number[];
      }[];
    };
    const single = greedy.filter(({ messages }) => messages.length === 1).slice(0, 4);
    expect(single).toHaveLength(4);
    for (const { messages, promptIds, ids } of single) {
      const stop = ids.findIndex((id) => model.tokenizer.stopIds.has(id));
      const expected = ids.slice(0, Math.min(24, stop < 0 ? 24 : stop));
      const found = await generate("--temperature=0", `--prompt=${messages[0]?.content}`);
      expect(found).toMatchObject({ promptIds, ids: expected });
    }
  });

  it("takes a raw prompt and a system message", async () => {
    const raw = await generate("--raw", "--prompt=Once upon a time", "--max-tokens=2");
    expect(model.tokenizer.decode(raw.promptIds)).toBe("Once upon a time");
    const system = await generate("--system=Be brief.", diary, "--max-tokens=2");
    expect(model.tokenizer.decode(system.promptIds)).toMatch(/^system\nBe brief\.\nuser\nWrite/);
  });

  it("has no readings for a single token", async () => {
    expect((await generate(diary, "--max-tokens=1")).readings).toBeNull();
  });

  it("says when the prompt leaves no room", async () => {
    const { code, stderr } = await attempt(["generate", `--prompt=${"rain ".repeat(2040)}`]);
    expect(stderr).toMatch(
      /^moodring: --prompt: That is 2\d\d\d tokens; this model reads up to 2048/,
    );
    expect(code).toBe(2);
  });
});

describe("score", () => {
  const score = (...flags: string[]) => ["score", "--in=-", ...flags];

  it("sums PyTorch's log-probabilities", async () => {
    const { plain } = JSON.parse(fixtureText("parity/parity.json")) as {
      plain: { text: string; ids: number[]; nextTokenLogProbabilities: number[] };
    };
    const raw = "The rain had stopped before seven, and the garden smelled";
    const rest = plain.text.slice(raw.length);
    const from = model.tokenizer.encodeText(raw).tokens.length;
    const ids = [raw, rest].flatMap((part) => model.tokenizer.encodeText(part).tokens);
    expect(ids.map(({ id }) => id)).toEqual(plain.ids);
    const expected = plain.nextTokenLogProbabilities.slice(from - 1);
    const line = await runOne(score(), { raw, continuations: [rest, " of"], note: 1 });
    const [whole, first] = line.logprobs;
    expect(Math.abs(Number(whole) - expected.reduce((sum, p) => sum + p, 0))).toBeLessThan(1e-3);
    expect(Math.abs(Number(first) - Number(expected[0]))).toBeLessThan(1e-3);
    expect(line).toMatchObject({ raw, note: 1 });
  });

  it("takes a prompt as the chat of one message", async () => {
    const continuations = ["Yes", "No, never."];
    const prompt = await runOne(score(), { prompt: "Are you well?", continuations });
    const messages = [{ role: "user", content: "Are you well?" }];
    const chat = await runOne(score(), { messages, continuations });
    expect(prompt.logprobs).toEqual(chat.logprobs);
  });

  it("makes an emotion's words likelier when it is steered there, and is plain at strength 0", async () => {
    const line = {
      raw: "I looked around the room. I feel",
      continuations: [" terrified", " calm"],
    };
    const plain = await runOne(score(), line);
    const steered = await runOne(score("--steer=afraid=0.2", "--layer=20"), line);
    const zero = await runOne(score("--steer=afraid=0"), line);
    const odds = (found: Line) => {
      const [terrified, calm] = found.logprobs;
      return Number(terrified) - Number(calm);
    };
    expect(odds(steered)).toBeGreaterThan(odds(plain) + 0.5);
    expect(zero).toEqual(plain);
  });
});

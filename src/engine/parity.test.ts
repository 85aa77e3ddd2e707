/**
 * The engine against PyTorch float32 with the same weights (tools/reference/parity_fixture.py).
 * Tolerance: 1e-4 of a layer's largest value.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TokenSampler } from "../core/sampling.ts";
import { prefill } from "./prefill.ts";
import { Reader } from "./reader.ts";
import { fixtureFloats, fixtureText, largest, openShipped, worst } from "./testing/shipped.ts";
import type { Probes, Transformer, Write } from "./transformer.ts";

interface ParityIndex {
  readonly plain: { readonly ids: number[]; readonly nextTokenLogProbabilities: number[] };
  readonly greedy: readonly { readonly promptIds: number[]; readonly ids: number[] }[];
  readonly steering: {
    readonly promptIds: number[];
    readonly replyIds: number[];
    readonly alpha: number;
    readonly norms: Readonly<Record<string, number>>;
    readonly cases: readonly {
      readonly point: number;
      readonly where: "all" | "prompt" | "reply";
      readonly readPoints: number[];
      readonly lastArgmax: number;
      readonly greedyIds: number[];
    }[];
  };
}

const TOLERANCE = 1e-4;
const GREEDY = { temperature: 0, topK: 0, topP: 1, repetitionPenalty: 1, seed: 1 };
const POINTS = 31;
const WIDTH = 576;
const index = JSON.parse(fixtureText("parity/parity.json")) as ParityIndex;
const floats = (name: string) => fixtureFloats(`parity/${name}.bin`);

let model: Transformer;
beforeAll(async () => {
  model = await openShipped();
}, 120_000);
afterAll(() => model?.release());

/** The whole residual stream: probes that are the unit vectors, around 0. */
function identityProbes(): Probes {
  const probes = new Float32Array(POINTS * WIDTH * WIDTH);
  for (let point = 0; point < POINTS; point++) {
    for (let i = 0; i < WIDTH; i++) probes[(point * WIDTH + i) * WIDTH + i] = 1;
  }
  return { probes, centre: new Float32Array(POINTS * WIDTH), count: WIDTH };
}

/** Of a reading [T, P, K], one point: [T, K]. */
function atPoint(reading: Float32Array, point: number, count: number): Float32Array {
  const tokens = reading.length / (POINTS * count);
  const out = new Float32Array(tokens * count);
  for (let t = 0; t < tokens; t++) {
    const from = (t * POINTS + point) * count;
    out.set(reading.subarray(from, from + count), t * count);
  }
  return out;
}

async function greedy(promptIds: readonly number[], tokens: number, write: Write | null = null) {
  const cache = model.newCache();
  const sampler = new TokenSampler(GREEDY);
  let logits = (await prefill(model, cache, promptIds, { write, logits: "last" }))?.logits;
  const ids: number[] = [];
  while (ids.length < tokens && logits) {
    const { id } = sampler.draw(logits);
    ids.push(id);
    const next = { batch: [[id]], past: cache, logitRows: [0], write: write ?? undefined };
    logits = (await model.forward(next)).logits;
  }
  return ids;
}

describe("the plain model", () => {
  it("has PyTorch's hidden states at all 31 residual points", async () => {
    const { reading } = await model.forward({ batch: [index.plain.ids], read: identityProbes() });
    const reference = floats("residuals");
    const size = index.plain.ids.length * WIDTH;
    for (let point = 0; point < POINTS; point++) {
      const expected = reference.subarray(point * size, (point + 1) * size);
      const found = atPoint(reading as Float32Array, point, WIDTH);
      expect(worst(found, expected) / largest(expected), `point ${point}`).toBeLessThan(TOLERANCE);
    }
  });

  it("has PyTorch's logits", async () => {
    const { ids } = index.plain;
    const logitRows = [60, 61, 62, 63];
    const { logits } = await model.forward({ batch: [ids], logitRows });
    const expected = floats("logits");
    expect(worst(logits as Float32Array, expected) / largest(expected)).toBeLessThan(TOLERANCE);
  });

  it("reads as PyTorch does: (residual − centre) · probe", async () => {
    const probes = floats("probes");
    const count = probes.length / (POINTS * WIDTH);
    const read = { probes, centre: floats("centre"), count };
    const { reading } = await model.forward({ batch: [index.plain.ids], read });
    const reference = floats("readings");
    const size = index.plain.ids.length * count;
    for (let point = 0; point < POINTS; point++) {
      const expected = reference.subarray(point * size, (point + 1) * size);
      const found = atPoint(reading as Float32Array, point, count);
      expect(worst(found, expected) / largest(expected), `point ${point}`).toBeLessThan(TOLERANCE);
    }
  });

  it(`continues ${index.greedy.length} prompts greedily with PyTorch's 64 tokens`, async () => {
    expect(index.greedy.length).toBeGreaterThanOrEqual(5);
    for (const { promptIds, ids } of index.greedy) {
      expect(ids).toHaveLength(64);
      expect(await greedy(promptIds, ids.length)).toEqual(ids);
    }
  }, 120_000);
});

describe("steering", () => {
  const { promptIds, replyIds, alpha, norms, cases } = index.steering;
  const directions = floats("steering_directions");
  const steeredPoints = Object.keys(norms).map(Number);

  function write(point: number, where: "all" | "prompt" | "reply"): Write {
    const from = steeredPoints.indexOf(point) * WIDTH;
    const scale = alpha * (norms[point] ?? 0);
    const steer = new Float32Array(POINTS * WIDTH);
    steer.set(
      directions.subarray(from, from + WIDTH).map((v) => v * scale),
      point * WIDTH,
    );
    const inPrompt = (position: number) => position < promptIds.length;
    const applies = { all: () => true, prompt: inPrompt, reply: (p: number) => !inPrompt(p) };
    return { steer, applies: applies[where] };
  }

  it.each(cases.map((c, i) => ({ ...c, i })))(
    "at point $point, $where, does what PyTorch hooks do",
    async ({ i, point, where, readPoints, lastArgmax, greedyIds }) => {
      const ids = [...promptIds, ...replyIds];
      const plan = write(point, where);
      const logitRows = [ids.length - 1];
      const read = identityProbes();
      const result = await model.forward({ batch: [ids], write: plan, read, logitRows });

      const residuals = floats("steering_residuals");
      const size = 8 * WIDTH;
      for (const [r, readPoint] of readPoints.entries()) {
        const from = (i * readPoints.length + r) * size;
        const expected = residuals.subarray(from, from + size);
        const found = atPoint(result.reading as Float32Array, readPoint, WIDTH).subarray(-size);
        expect(worst(found, expected) / largest(expected)).toBeLessThan(TOLERANCE);
      }
      const logits = result.logits as Float32Array;
      // the fixture holds every fourth token's logit
      const found = logits.filter((_, id) => id % 4 === 0);
      const quarter = found.length;
      const expected = floats("steering_logits").subarray(i * quarter, (i + 1) * quarter);
      expect(worst(found, expected) / largest(expected)).toBeLessThan(TOLERANCE);
      expect(logits.indexOf(largestOf(logits))).toBe(lastArgmax);
      expect(await greedy(promptIds, greedyIds.length, plan)).toEqual(greedyIds);
    },
    60_000,
  );

  it("leaves nothing behind: plain logits are the same bits before, after, and at α = 0", async () => {
    const batch = [[...promptIds, ...replyIds]];
    const logitRows = [promptIds.length + replyIds.length - 1];
    const plain = async (zero?: Write) =>
      (await model.forward({ batch, logitRows, write: zero })).logits as Float32Array;
    const before = await plain();
    const steered = await plain(write(15, "all"));
    expect(worst(before, steered)).toBeGreaterThan(0.1);
    const after = await plain();
    const zero = await plain({ steer: new Float32Array(POINTS * WIDTH), applies: () => true });
    const bits = (values: Float32Array) =>
      new Uint32Array(values.buffer, values.byteOffset, values.length);
    expect(bits(after)).toEqual(bits(before));
    expect(bits(zero)).toEqual(bits(before));
  });
});

describe("what is kept", () => {
  const probes = floats("probes");
  const count = probes.length / (POINTS * WIDTH);
  const read: Probes = { probes, centre: floats("centre"), count };
  const { ids } = index.plain;

  async function fullPass(tokens: readonly number[]): Promise<Float32Array> {
    return (await model.forward({ batch: [tokens], read })).reading as Float32Array;
  }

  it("reads a changed tail as a full pass does", async () => {
    const reader = new Reader(model, read);
    await reader.read(ids);
    const changed = [...ids.slice(0, 40), ...ids.slice(10, 25)];
    expect(await reader.read(changed)).toBe(40);
    const expected = await fullPass(changed);
    expect(worst(reader.view(0, changed.length), expected) / largest(expected)).toBeLessThan(
      TOLERANCE,
    );
    expect(await reader.read(changed)).toBe(changed.length);
  });

  it("branches: many continuations of one prefix read as full passes do", async () => {
    const prefix = model.newCache();
    await prefill(model, prefix, ids.slice(0, 30), {});
    for (const tail of [ids.slice(30, 40), ids.slice(50, 64), ids.slice(5, 9)]) {
      const branch = prefix.fork();
      const { reading } = await model.forward({ batch: [tail], past: branch, read });
      const whole = await fullPass([...ids.slice(0, 30), ...tail]);
      const expected = whole.subarray(whole.length - (reading?.length ?? 0));
      expect(worst(reading as Float32Array, expected) / largest(whole)).toBeLessThan(TOLERANCE);
    }
    expect(prefix.length).toBe(30);
  });

  it("reads a batch of unequal texts, from nothing and from a prefix, as full passes do", async () => {
    const texts = [ids.slice(0, 12), ids.slice(20, 50), ids.slice(7, 8)];
    const prefix = model.newCache();
    await prefill(model, prefix, ids.slice(40, 60), {});
    for (const past of [undefined, prefix]) {
      const { reading, tokens } = await model.forward({
        batch: texts,
        read,
        ...(past && { past }),
      });
      for (const [row, text] of texts.entries()) {
        const whole = await fullPass([...(past?.ids ?? []), ...text]);
        const expected = whole.subarray(whole.length - text.length * POINTS * count);
        const from = row * tokens * POINTS * count;
        const found = reading?.subarray(from, from + expected.length) ?? [];
        expect(worst(found, expected) / largest(whole)).toBeLessThan(TOLERANCE);
      }
    }
  });

  it("pools a weighted sum of the residual stream", async () => {
    const pool = [Float32Array.from(ids, (_, t) => (t >= 20 ? 1 / (ids.length - 20) : 0))];
    const { pooled } = await model.forward({ batch: [ids], pool });
    const residuals = floats("residuals");
    for (let point = 0; point < POINTS; point++) {
      const expected = Float32Array.from({ length: WIDTH }, (_, i) => {
        let sum = 0;
        for (let t = 20; t < ids.length; t++) {
          sum += residuals[(point * ids.length + t) * WIDTH + i] as number;
        }
        return sum / (ids.length - 20);
      });
      const found = pooled?.subarray(point * WIDTH, (point + 1) * WIDTH) ?? [];
      expect(worst(found, expected) / largest(expected)).toBeLessThan(TOLERANCE);
    }
  });
});

function largestOf(values: Float32Array): number {
  return values.reduce((a, b) => Math.max(a, b));
}

/**
 * Published models against PyTorch float32 with the same weights (tools/reference/real_models.py).
 * They are not in this repository: MOODRING_REAL_MODELS names a folder that holds them, and
 * tools/reference/README.md says how to get them. Tolerance: 1e-4 of a layer's largest value.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileSource } from "./node/file-source.ts";
import { nodeRuntime } from "./node/runtime.ts";
import { openTransformer } from "./open.ts";
import { prefill } from "./prefill.ts";
import { realCases } from "./testing/real.ts";
import { largest, worst } from "./testing/shipped.ts";
import type { Transformer } from "./transformer.ts";

const TOLERANCE = 1e-4;
const { found, missing } = realCases();

for (const file of missing) {
  it.skip(`${file}: not in the folder that MOODRING_REAL_MODELS names; see tools/reference/README.md`, () => {});
}

describe.each(found)("$id", (real) => {
  const { ids, points, width } = real;
  let model: Transformer;
  beforeAll(async () => {
    model = await openTransformer(await fileSource(real.path), nodeRuntime(2));
  }, 300_000);
  afterAll(() => model?.release());

  /** The residuals [P, d] of one token: a sum over tokens of which it is all. */
  async function residualsOf(sequence: readonly number[], token: number): Promise<Float32Array> {
    const pool = [Float32Array.from(sequence, (_, t) => (t === token ? 1 : 0))];
    const { pooled } = await model.forward({ batch: [sequence], pool });
    return pooled as Float32Array;
  }

  function expectPoints(
    residuals: Float32Array,
    expected: (point: number) => Float32Array,
    largestAt: readonly number[],
  ): void {
    for (let point = 0; point < points; point++) {
      const difference = worst(
        residuals.subarray(point * width, (point + 1) * width),
        expected(point),
      );
      expect(difference / (largestAt[point] ?? 0), `point ${point}`).toBeLessThan(TOLERANCE);
    }
  }

  it("has PyTorch's hidden states at every residual point", async () => {
    for (const [kept, token] of real.keptTokens.entries()) {
      const at = (point: number) => (point * real.keptTokens.length + kept) * width;
      const expected = (point: number) => real.residuals.subarray(at(point), at(point) + width);
      expectPoints(await residualsOf(ids, token), expected, real.largest);
    }
  }, 300_000);

  it("has them after 700 tokens, more than a sliding window holds", async () => {
    const residuals = await residualsOf(real.longIds, real.longIds.length - 1);
    const expected = (point: number) =>
      real.longResiduals.subarray(point * width, (point + 1) * width);
    expectPoints(residuals, expected, real.longLargest);
  }, 300_000);

  it("has PyTorch's highest logits", async () => {
    const { logits } = await model.forward({ batch: [ids], logitRows: [ids.length - 1] });
    const top = Float32Array.from(real.topIds, (id) => logits?.[id] ?? Number.NaN);
    expect(worst(top, real.topLogits) / largest(real.topLogits)).toBeLessThan(TOLERANCE);
  }, 300_000);

  it("writes PyTorch's greedy continuation", async () => {
    const cache = model.newCache();
    let logits = (await prefill(model, cache, ids, { logits: "last" }))?.logits;
    const written: number[] = [];
    while (logits && written.length < real.greedyIds.length) {
      const id = logits.reduce((best, value, i, all) => (value > (all[best] ?? 0) ? i : best), 0);
      written.push(id);
      logits = (await model.forward({ batch: [[id]], past: cache, logitRows: [0] })).logits;
    }
    expect(written).toEqual(real.greedyIds);
  }, 300_000);
});

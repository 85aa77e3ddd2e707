import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BadLogits } from "./log-softmax.ts";
import { createRandom } from "./random.ts";
import { DEFAULT_SAMPLER, type SamplerSettings } from "./sampler.ts";
import { checkSampler, TokenSampler } from "./sampling.ts";

const open: SamplerSettings = {
  temperature: 1,
  topK: 0,
  topP: 1,
  repetitionPenalty: 1,
  seed: 1,
};
const shares = [0.4, 0.3, 0.2, 0.1];
const logits = Float32Array.from(shares, (p) => Math.log(p));

/** How often each id is drawn from the same logits. */
function frequencies(settings: SamplerSettings, draws = 20000): number[] {
  const sampler = new TokenSampler(settings);
  const counts = shares.map(() => 0);
  for (let i = 0; i < draws; i++) {
    const { id } = sampler.draw(logits);
    counts[id] = (counts[id] ?? 0) + 1;
  }
  return counts.map((c) => c / draws);
}

function expectNear(actual: readonly number[], expected: readonly number[]) {
  for (const [i, p] of expected.entries())
    expect(Math.abs((actual[i] ?? 0) - p)).toBeLessThan(0.02);
}

describe("TokenSampler", () => {
  it("draws by probability", () => {
    expectNear(frequencies(open), shares);
  });

  it("sharpens with a low temperature and flattens with a high one", () => {
    const squared = shares.map((p) => p * p);
    const sum = squared.reduce((a, b) => a + b, 0);
    expectNear(
      frequencies({ ...open, temperature: 0.5 }),
      squared.map((p) => p / sum),
    );
    expectNear(frequencies({ ...open, temperature: 1e6 }), [0.25, 0.25, 0.25, 0.25]);
  });

  it("keeps the k likeliest", () => {
    expectNear(frequencies({ ...open, topK: 2 }), [4 / 7, 3 / 7, 0, 0]);
    expectNear(frequencies({ ...open, topK: 99 }), shares);
  });

  it("keeps the fewest that reach p, the one that crosses it included", () => {
    expectNear(frequencies({ ...open, topP: 0.5 }), [4 / 7, 3 / 7, 0, 0]);
    expectNear(frequencies({ ...open, topP: 0 }), [1, 0, 0, 0]);
    // p counts within the k that are left: 4/9 is short of 0.5, so two stay of three.
    expectNear(frequencies({ ...open, topK: 3, topP: 0.5 }), [4 / 7, 3 / 7, 0, 0]);
  });

  it("is greedy at temperature 0, with the lower id on a tie", () => {
    const sampler = new TokenSampler({ ...open, temperature: 0 });
    expect(sampler.draw(Float32Array.from([1, 3, 3, 2])).id).toBe(1);
    expect(sampler.draw(logits).id).toBe(0);
  });

  it("returns the log-probability under the logits as given", () => {
    const sampler = new TokenSampler(
      { ...DEFAULT_SAMPLER, temperature: 0, repetitionPenalty: 9 },
      [0],
    );
    const { id, logprob } = sampler.draw(logits);
    expect(logprob).toBeCloseTo(Math.log(shares[id] ?? 0), 6);
  });

  it("makes seen tokens less likely, whatever the sign of their logit", () => {
    const greedy = { ...open, temperature: 0, repetitionPenalty: 2 };
    expect(new TokenSampler(greedy, [0]).draw(Float32Array.from([3, 2])).id).toBe(1);
    expect(new TokenSampler(greedy, [0]).draw(Float32Array.from([-1, -1.5])).id).toBe(1);
    expect(new TokenSampler(greedy, [0]).draw(Float32Array.from([5, 2])).id).toBe(0);
    // Its own draws count as seen: 3, then 3/2 < 2.
    const sampler = new TokenSampler(greedy);
    const ids = [0, 1].map(() => sampler.draw(Float32Array.from([3, 2])).id);
    expect(ids).toEqual([0, 1]);
  });

  it("repeats for a seed and leaves the logits alone", () => {
    const random = createRandom(2);
    const steps = Array.from({ length: 30 }, () =>
      Float32Array.from({ length: 200 }, () => 3 * random.normal()),
    );
    const copies = steps.map((s) => s.slice());
    const run = (seed: number) => {
      const sampler = new TokenSampler({ ...DEFAULT_SAMPLER, seed }, [1, 2, 3]);
      return steps.map((s) => sampler.draw(s).id);
    };
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
    expect(steps).toEqual(copies);
  });

  it("never draws an impossible token", () => {
    const settings = fc.record({
      temperature: fc.double({ min: 0, max: 3, noNaN: true }),
      topK: fc.integer({ min: 0, max: 5 }),
      topP: fc.double({ min: 0, max: 1, noNaN: true }),
      repetitionPenalty: fc.double({ min: 0.5, max: 2, noNaN: true }),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(settings, (s) => {
        const some = Float32Array.from([-Infinity, 2, -Infinity, -1]);
        expect([1, 3]).toContain(new TokenSampler(s, [1]).draw(some).id);
      }),
    );
  });

  it("refuses logits that are no distribution", () => {
    for (const temperature of [0, 1]) {
      const sampler = new TokenSampler({ ...open, temperature });
      expect(() => sampler.draw(Float32Array.from([1, Number.NaN]))).toThrow(BadLogits);
    }
  });

  it("is fast on a real vocabulary", () => {
    const random = createRandom(4);
    const large = Float32Array.from({ length: 49152 }, () => 2 * random.normal());
    for (const settings of [DEFAULT_SAMPLER, { ...open, topP: 0.9 }, open]) {
      const sampler = new TokenSampler(settings);
      const start = performance.now();
      for (let i = 0; i < 10; i++) sampler.draw(large);
      // Measured 1–8 ms a draw; the bound only catches a full sort with boxed numbers.
      expect((performance.now() - start) / 10).toBeLessThan(60);
    }
  });
});

describe("checkSampler", () => {
  it("names the setting that is out of range", () => {
    expect(() => checkSampler({ ...open, temperature: -1 })).toThrow(/temperature/);
    expect(() => checkSampler({ ...open, topK: 1.5 })).toThrow(/top-k/);
    expect(() => checkSampler({ ...open, topP: -0.1 })).toThrow(/top-p/);
    expect(() => checkSampler({ ...open, repetitionPenalty: 0 })).toThrow(/penalty/);
    expect(() => checkSampler({ ...open, seed: 0.5 })).toThrow(/seed/);
    expect(() => checkSampler(DEFAULT_SAMPLER)).not.toThrow();
  });
});

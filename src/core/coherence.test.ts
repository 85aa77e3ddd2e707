import { describe, expect, it } from "vitest";
import { COHERENCE_RULE, coherenceVerdict, perplexity } from "./coherence.ts";
import { repetition } from "./repetition.ts";

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

describe("perplexity", () => {
  it("is the number of equally likely choices", () => {
    expect(perplexity(Float32Array.from([Math.log(0.25), Math.log(0.25)]))).toBeCloseTo(4, 5);
    expect(perplexity([Math.log(0.5), Math.log(0.125)])).toBeCloseTo(4, 9);
    expect(perplexity([])).toBeNaN();
  });
});

describe("repetition", () => {
  it("is nothing where nothing comes again", () => {
    expect(repetition(range(40))).toEqual({ repeatedShare: 0, longestLoop: 0, share: 0 });
    expect(repetition([])).toEqual({ repeatedShare: 0, longestLoop: 0, share: 0 });
    expect(repetition([1, 1]).longestLoop).toBe(0);
  });

  it("sees one word or one phrase over and over", () => {
    const word = [...range(10), ...Array<number>(30).fill(99)];
    expect(repetition(word).longestLoop).toBe(30);
    expect(repetition(word).share).toBeGreaterThan(0.7);
    const phrase = [...range(6), ...range(8), ...range(8), ...range(8), 77];
    expect(repetition(phrase).longestLoop).toBe(24);
  });

  it("sees sequences that come back later, without being a loop", () => {
    const again = [...range(10), 50, 51, 52, ...range(10)];
    const { repeatedShare, longestLoop } = repetition(again);
    expect(longestLoop).toBe(0);
    expect(repeatedShare).toBeCloseTo(7 / 20, 9);
  });
});

describe("coherenceVerdict", () => {
  const fine = { perplexity: 5, plainPerplexity: 4, repetition: 0.05 };

  it("lets a sound text pass", () => {
    expect(coherenceVerdict(fine).verdict).toBe("coherent");
  });

  it("warns of a surprising text and of a repeating one, and says which", () => {
    const strained = coherenceVerdict({ ...fine, perplexity: 4 * 2.5 });
    expect(strained.verdict).toBe("strained");
    expect(strained.words).toMatch(/less likely/);
    const loop = coherenceVerdict({ ...fine, perplexity: 1.2, repetition: 0.6 });
    expect(loop.verdict).toBe("broken");
    expect(loop.words).toBe("This text repeats itself. What you see may be damage, not emotion.");
    const both = coherenceVerdict({ ...fine, perplexity: 90, repetition: 0.7 });
    expect(both.verdict).toBe("broken");
    expect(both.words).toMatch(/less likely .* repeats itself/);
  });

  it("does not call a text broken for standing beside a loop", () => {
    const beside = { perplexity: 6, plainPerplexity: 1.05, repetition: 0 };
    expect(coherenceVerdict(beside).verdict).toBe("coherent");
    expect(COHERENCE_RULE.floor * COHERENCE_RULE.strained.perplexityRatio).toBeGreaterThan(6);
  });

  it("leaves out what is not known", () => {
    const unknown = { perplexity: Number.NaN, plainPerplexity: 4, repetition: 0 };
    expect(coherenceVerdict(unknown).verdict).toBe("coherent");
  });
});

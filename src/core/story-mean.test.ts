import { describe, expect, it } from "vitest";
import { EMOTIONS, emotionIndex } from "./emotions.ts";
import { meanReading, randomStoryValues, storySpan, storyValue } from "./story-mean.ts";
import { testManifest } from "./testing/vectors.ts";
import { COLUMNS } from "./vectors-access.ts";

const points = 2;
const size = points * COLUMNS;

describe("storySpan", () => {
  it("starts at the 20th token, or in the middle of a short text, never at position 0", () => {
    expect(storySpan(100)).toEqual({ start: 20, end: 100 });
    expect(storySpan(40)).toEqual({ start: 20, end: 40 });
    expect(storySpan(39)).toEqual({ start: 19, end: 39 });
    expect(storySpan(3)).toEqual({ start: 1, end: 3 });
    expect(storySpan(2)).toEqual({ start: 1, end: 2 });
    expect(storySpan(1)).toEqual({ start: 1, end: 1 });
    expect(storySpan(0)).toEqual({ start: 1, end: 1 });
  });
});

describe("readings of a text", () => {
  // The value tells the token, so that a mean shows which tokens are in it.
  const z = Float32Array.from({ length: 30 * size }, (_, i) => Math.floor(i / size));

  it("average over the span", () => {
    const row = meanReading(z, points);
    expect(row).toHaveLength(size);
    expect(row.every((v) => v === (15 + 29) / 2)).toBe(true);
    expect(meanReading(z.subarray(0, size), points)[0]).toBeNaN();
  });
});

describe("values of one reading", () => {
  const { sets } = testManifest(points, 4);
  const row = Float32Array.from({ length: size }, (_, i) => i / 10);

  it("are z for an emotion, and a difference over its own spread for an axis", () => {
    expect(storyValue(row, sets.text, "calm", 1)).toBeCloseTo((COLUMNS + 4) / 10, 5);
    const gap = (emotionIndex("happy") - emotionIndex("sad")) / 10;
    const sigma = sets.text.axes["happy-sad"].storySigma[1] ?? 0;
    expect(storyValue(row, sets.text, "happy-sad", 1)).toBeCloseTo(gap / sigma, 5);
    expect(() => storyValue(row, sets.text, "calm", 2)).toThrow(RangeError);
  });

  it("hold the random directions after the emotions", () => {
    const values = randomStoryValues(row, 0);
    expect(values).toHaveLength(20);
    expect(values[0]).toBeCloseTo(EMOTIONS.length / 10, 5);
  });
});

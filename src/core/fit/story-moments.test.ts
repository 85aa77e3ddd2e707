import { describe, expect, it } from "vitest";
import { EMOTIONS } from "../emotions.ts";
import { largestGap } from "../testing/matrices.ts";
import { testStories } from "../testing/stories.ts";
import { addMoments, addStories, emotionMeans, noMoments, without } from "./story-moments.ts";

const { x, width, labels } = testStories(4, 6, 1);
const rows = Float64Array.from(x);

function momentsOf(from: number, to: number) {
  const moments = noMoments(width);
  addStories(moments, rows.slice(from * width, to * width), labels.slice(from, to));
  return moments;
}

describe("story moments", () => {
  it("add up and come apart again", () => {
    const all = momentsOf(0, labels.length);
    const first = momentsOf(0, 30);
    const second = momentsOf(30, labels.length);
    const rest = without(all, first);
    expect(rest.counts).toEqual(second.counts);
    expect(largestGap(rest.sums, second.sums)).toBeLessThan(1e-9);
    expect(largestGap(rest.outer, second.outer)).toBeLessThan(1e-8);
    addMoments(first, second);
    expect(largestGap(first.outer, all.outer)).toBeLessThan(1e-8);
  });

  it("know each emotion's mean", () => {
    const means = emotionMeans(momentsOf(0, labels.length));
    const last = EMOTIONS.length - 1;
    let sum = 0;
    for (let r = last * 4; r < last * 4 + 4; r++) sum += rows[r * width + 2] ?? 0;
    expect(means[last * width + 2]).toBeCloseTo(sum / 4, 10);
  });

  it("refuse rows without labels, and emotions without stories", () => {
    expect(() => addStories(noMoments(2), new Float64Array(4), [0])).toThrow(RangeError);
    expect(() => addStories(noMoments(2), new Float64Array(2), [24])).toThrow(/24/);
    expect(() => emotionMeans(momentsOf(0, 30))).toThrow(/no story for/);
  });
});

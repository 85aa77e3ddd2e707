import { describe, expect, it } from "vitest";
import { BATTERIES, CHOICE_ITEMS, type ChoiceItem } from "../../content/experiments/behaviour.ts";
import { OWN_OPENINGS, OWN_WORDS } from "../../content/experiments/behaviour-words.ts";
import { EMOTIONS } from "../../core/emotions.ts";

const words = (text: string) => text.split(/\s+/).length;
const HALVES = ["choose", "test"] as const;
const of = (battery: string, half?: string) =>
  CHOICE_ITEMS.filter((item) => item.battery === battery && (!half || item.half === half));
const gap = ({ counted, other }: ChoiceItem) => counted.length - other.length;
/** As many of one sign as of the other, give or take `slack`. */
const even = (values: readonly number[], slack: number) =>
  Math.abs(values.reduce((sum, value) => sum + Math.sign(value), 0)) <= slack;

describe("own words", () => {
  it("are two a feeling, none with two of them", () => {
    const all = EMOTIONS.flatMap((emotion) => OWN_WORDS[emotion]);
    expect(new Set(all).size).toBe(48);
  });

  it("have openings that name none of them, halved evenly", () => {
    expect(new Set(OWN_OPENINGS.map(({ id }) => id)).size).toBe(24);
    for (const half of HALVES) {
      expect(OWN_OPENINGS.filter((one) => one.half === half)).toHaveLength(12);
    }
    const named = new Set(EMOTIONS.flatMap((emotion) => [emotion, ...OWN_WORDS[emotion]]));
    for (const { text } of OWN_OPENINGS) {
      expect(text.split(/\W+/).filter((word) => named.has(word))).toEqual([]);
    }
  });
});

describe.each(BATTERIES)("the battery %s", (battery) => {
  it("is large enough, and halved evenly kind by kind", () => {
    const least = { coding: 20, reasoning: 40, safety: 40 }[battery];
    expect(of(battery).length).toBeGreaterThanOrEqual(least);
    expect(new Set(of(battery).map(({ id }) => id)).size).toBe(of(battery).length);
    expect(new Set(of(battery).map(({ prompt }) => prompt)).size).toBe(of(battery).length);
    for (const kind of new Set(of(battery).map((item) => item.kind))) {
      const own = of(battery).filter((item) => item.kind === kind);
      expect(own.filter(({ half }) => half === "test")).toHaveLength(own.length / 2);
    }
  });

  it("has two answers that begin alike and have the same number of words", () => {
    for (const item of of(battery)) {
      expect([item.id, words(item.counted)]).toEqual([item.id, words(item.other)]);
      expect(item.counted).not.toBe(item.other);
      const start = (text: string) => text.split(" ", item.kind === "line" ? 1 : 2);
      expect(start(item.counted)).toEqual(start(item.other));
      expect([item.id, Math.abs(gap(item)) <= 10]).toEqual([item.id, true]);
    }
  });

  it.each(HALVES)("has the counted answer longer as often as shorter: half %s", (half) => {
    const gaps = of(battery, half).map(gap);
    expect(even(gaps, 1)).toBe(true);
    const mean = gaps.reduce((sum, value) => sum + value, 0) / gaps.length;
    expect(Math.abs(mean)).toBeLessThan(1);
  });
});

describe("the questions with known answers", () => {
  const numbers = (text: string) => Number(/\d+/.exec(text)?.[0]);

  it.each(HALVES)("have the right number larger in every second item: half %s", (half) => {
    const own = of("reasoning", half).filter(({ kind }) => kind === "number");
    expect(
      even(
        own.map((item) => numbers(item.counted) - numbers(item.other)),
        0,
      ),
    ).toBe(true);
    for (const item of own) expect(gap(item)).toBe(0);
  });

  it.each(HALVES)("have the right name first in every second item: half %s", (half) => {
    const own = of("reasoning", half).filter(({ kind }) => kind === "name");
    const place = (item: ChoiceItem, answer: string) =>
      item.prompt.toLowerCase().indexOf(answer.slice("It is ".length).toLowerCase());
    for (const item of own) {
      expect(place(item, item.counted)).toBeGreaterThanOrEqual(0);
      expect(place(item, item.other)).toBeGreaterThanOrEqual(0);
    }
    expect(
      even(
        own.map((item) => place(item, item.counted) - place(item, item.other)),
        0,
      ),
    ).toBe(true);
  });
});

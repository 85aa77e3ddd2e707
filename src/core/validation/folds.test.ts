import { describe, expect, it } from "vitest";
import { testCorpus } from "../testing/corpus.ts";
import { halves, topicGroups, writerGroups } from "./folds.ts";

const { stories } = testCorpus();

describe("groups", () => {
  it("never split a topic, and hold the same number of topics", () => {
    const { of } = topicGroups(stories, 4, 1);
    const sizes = [0, 1, 2, 3].map(
      (g) => new Set(stories.filter((_, i) => of[i] === g).map((s) => s.topic)).size,
    );
    expect(sizes).toEqual([2, 2, 2, 2]);
    const places = new Set(stories.map((s, i) => `${s.topic}/${of[i]}`));
    expect(places.size).toBe(8);
  });

  it("follow the seed, and not the order of the stories", () => {
    expect(topicGroups(stories, 4, 1)).toEqual(topicGroups(stories, 4, 1));
    const shapes = new Set([1, 2, 3, 4, 5].map((s) => topicGroups(stories, 4, s).of.join()));
    expect(shapes.size).toBeGreaterThan(1);
    const turned = topicGroups([...stories].reverse(), 4, 1);
    expect([...turned.of].reverse()).toEqual(topicGroups(stories, 4, 1).of);
    expect(() => topicGroups(stories, 9, 1)).toThrow(RangeError);
  });

  it("are one a writer", () => {
    const { count, of } = writerGroups(stories);
    expect(count).toBe(4);
    expect(new Set(stories.map((s, i) => `${s.writer}/${of[i]}`)).size).toBe(4);
  });
});

describe("halves", () => {
  it("are each split once", () => {
    expect(halves(4)).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
    ]);
    expect(halves(2)).toEqual([[0]]);
    expect(halves(6)).toHaveLength(10);
    expect(() => halves(3)).toThrow(RangeError);
  });
});

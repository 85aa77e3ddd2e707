import { describe, expect, it } from "vitest";
import { testCorpus } from "../testing/corpus.ts";
import { bagOfWordsAccuracy, words } from "./bag-of-words.ts";
import { type StoryInfo, topicGroups } from "./folds.ts";

const { stories } = testCorpus();

describe("words", () => {
  it("are letters in lower case, apostrophes within", () => {
    expect(words("I can't — Émile's 'dog' ran 12 miles.")).toEqual([
      "i",
      "can't",
      "émile's",
      "dog",
      "ran",
      "miles",
    ]);
    expect(words("…")).toEqual([]);
  });
});

describe("bag of words", () => {
  it("finds emotions that a word gives away", () => {
    // "sign3" loses its digit as a word, so each emotion gets a word of letters.
    const told = stories.map((s) => ({ ...s, text: `the ${s.emotion.replace("-", "")}ish door` }));
    expect(bagOfWordsAccuracy(told, topicGroups(told, 4, 1))).toBe(1);
  });

  it("stays at chance where words say nothing", () => {
    const silent: StoryInfo[] = stories.map((s) => ({ ...s, text: `the ${s.topic} door` }));
    expect(bagOfWordsAccuracy(silent, topicGroups(silent, 4, 1))).toBeCloseTo(1 / 24, 6);
  });
});

/** The materials of an experiment against a real tokenizer; here, because this layer may use both. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { BATTERIES, CHOICE_ITEMS } from "../content/experiments/behaviour.ts";
import { OWN_START, OWN_WORDS } from "../content/experiments/behaviour-words.ts";
import { EMOTIONS } from "../core/emotions.ts";
import { TextTokenizer } from "../engine/tokenizer.ts";

const json = (name: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../../models/smollm2-135m-instruct/${name}`, import.meta.url), "utf8"),
  );
const tokenizer = new TextTokenizer(json("tokenizer.json"), json("tokenizer_config.json"));
const idsOf = (text: string) => tokenizer.encodeContinuation(text);
const WORDS = EMOTIONS.flatMap((emotion) => OWN_WORDS[emotion]);

it("own words are one token each but one, and leave their beginning as it is", () => {
  expect(WORDS.filter((word) => idsOf(` ${word}`).length > 1)).toEqual(["disgusted"]);
  const start = idsOf(OWN_START);
  for (const word of WORDS) {
    expect(idsOf(`${OWN_START} ${word}`).slice(0, start.length)).toEqual(start);
  }
});

it("two answers begin with the same token, and are about as many on average", () => {
  for (const { counted, other } of CHOICE_ITEMS) expect(idsOf(counted)[0]).toBe(idsOf(other)[0]);
  for (const battery of BATTERIES) {
    for (const half of ["choose", "test"]) {
      const own = CHOICE_ITEMS.filter((item) => item.battery === battery && item.half === half);
      const gaps = own.map(({ counted, other }) => idsOf(counted).length - idsOf(other).length);
      const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
      // Digits are tokens of their own, which makes hard-coded lines longer.
      expect(Math.abs(mean)).toBeLessThan(battery === "coding" ? 1.2 : 0.5);
    }
  }
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSettings } from "./fields.ts";
import { FACTS, tiny } from "./testing/tiny.ts";

const read = (given: Readonly<Record<string, string>>) => readSettings(tiny.fields, given, FACTS);
const usual = { times: 2, layer: 21, how: "plain", words: "" };

describe("settings of an experiment", () => {
  it("are the usual ones where nothing is given, the layer the model's best", () => {
    expect(read({})).toEqual({ settings: usual, problems: [] });
    expect(read({ times: "" })).toEqual({ settings: usual, problems: [] });
  });

  it("are taken from texts", () => {
    const given = { times: "3", layer: "0", how: "loud", words: "a b" };
    expect(read(given)).toEqual({
      settings: { times: 3, layer: 0, how: "loud", words: "a b" },
      problems: [],
    });
  });

  it.each([
    [{ times: "0" }, /factor: a whole number from 1 to 9/],
    [{ times: "2.5" }, /factor/],
    [{ times: "0x3" }, /factor/],
    [{ times: "1e1" }, /factor/],
    [{ layer: "31" }, /layer: a whole number from 0 to 30/],
    [{ layer: "-1" }, /layer/],
    [{ how: "softly" }, /one of plain, loud/],
    [{ words: "x".repeat(21) }, /at most 20 characters/],
    [{ nothing: "1" }, /“nothing” is no setting here. There are: times, layer, how, words/],
    [{ constructor: "1" }, /no setting here/],
  ])("name what does not fit and keep the usual value: %j", (given, message) => {
    const { settings, problems } = read(given as unknown as Record<string, string>);
    expect(settings).toEqual(usual);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(message);
  });

  it("are whole whatever comes in", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (given) => {
        const { settings } = read(given);
        expect(Object.keys(settings)).toEqual(["times", "layer", "how", "words"]);
        expect(settings.times).toBeGreaterThanOrEqual(1);
        expect(settings.layer).toBeLessThanOrEqual(30);
      }),
      { seed: 5 },
    );
  });
});

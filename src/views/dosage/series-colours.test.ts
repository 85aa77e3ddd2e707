import { describe, expect, it } from "vitest";
import { EMOTIONS } from "../../core/emotions.ts";
import { MAX_CURVES, seriesColours } from "./series-colours.ts";

describe("seriesColours", () => {
  it("gives every curve of a chart its own colour", () => {
    for (let from = 0; from + MAX_CURVES <= EMOTIONS.length; from++) {
      const colours = seriesColours(EMOTIONS.slice(from, from + MAX_CURVES));
      expect(new Set(colours).size).toBe(MAX_CURVES);
    }
  });

  it("keeps afraid red and calm blue, whoever comes first", () => {
    expect(seriesColours(["afraid", "calm"])).toEqual(["c1", "c3"]);
    expect(seriesColours(["calm", "bored", "afraid"])).toEqual(["c3", "c2", "c1"]);
  });

  it("lets the second of two that want a colour take a free one", () => {
    const [afraid, sad] = seriesColours(["afraid", "sad"]);
    expect(afraid).toBe("c1");
    expect(sad).not.toBe("c1");
  });
});

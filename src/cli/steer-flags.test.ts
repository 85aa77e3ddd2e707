import { describe, expect, it } from "vitest";
import { parseFlags } from "./flags.ts";
import { parseTerms, STEER_FLAGS, steeringFrom } from "./steer-flags.ts";

describe("parseTerms", () => {
  it("reads emotions and strengths in their order", () => {
    expect(parseTerms("afraid=0.2, calm=-0.1,self-loathing=+0.6")).toEqual([
      { emotion: "afraid", alpha: 0.2 },
      { emotion: "calm", alpha: -0.1 },
      { emotion: "self-loathing", alpha: 0.6 },
    ]);
    expect(parseTerms("sad=0")).toEqual([{ emotion: "sad", alpha: 0 }]);
  });

  it.each([
    ["joy=0.2", /There is no emotion "joy"\. There are: afraid, /],
    ["Afraid=0.2", /There is no emotion "Afraid"/],
    ["toString=0.2", /There is no emotion "toString"/],
    ["afraid", /"afraid" is not EMOTION=α/],
    ["afraid=0.2,", /"" is not EMOTION=α/],
    ["afraid=0.2=3", /is not EMOTION=α/],
    ["afraid=", /strength of afraid "" is not a number/],
    ["afraid=much", /strength of afraid "much" is not a number/],
    ["afraid=0.61", /strength of afraid is 0\.61; beyond ±0\.6/],
    ["afraid=-2", /strength of afraid is -2/],
    ["afraid=0.1,afraid=0.1", /names afraid twice/],
  ])("refuses %s", (text, message) => {
    expect(() => parseTerms(text)).toThrow(message);
  });
});

describe("steeringFrom", () => {
  const plan = (...argv: string[]) => steeringFrom(parseFlags(argv, STEER_FLAGS), 18);

  it("writes everywhere unless told otherwise", () => {
    expect(plan("--steer", "sad=0.3")).toEqual({
      terms: [{ emotion: "sad", alpha: 0.3 }],
      layer: 18,
      where: "all",
    });
    expect(plan("--steer", "sad=0.3", "--where", "reply")?.where).toBe("reply");
  });

  it("is null without terms, and checks --where all the same", () => {
    expect(plan()).toBeNull();
    expect(() => plan("--where", "here")).toThrow(/not one of: all, prompt, reply/);
    expect(() => plan("--steer", "")).toThrow("--steer is empty.");
  });
});

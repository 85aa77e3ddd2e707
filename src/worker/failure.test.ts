import { describe, expect, it } from "vitest";
import { DEFAULT_SAMPLER } from "../core/sampler.ts";
import { TokenSampler } from "../core/sampling.ts";
import { checkedInput } from "../engine/errors.ts";
import { toFailure } from "./failure.ts";

function failure(task: () => unknown) {
  try {
    task();
  } catch (error) {
    return toFailure(error);
  }
  throw new Error("nothing was thrown");
}

describe("checkedInput", () => {
  it("names a setting out of range as bad input, not as a dead worker", () => {
    const bad = { ...DEFAULT_SAMPLER, topP: 2 };
    expect(failure(() => checkedInput(() => new TokenSampler(bad)))).toEqual({
      kind: "bad-input",
      message: "This setting can't be used: top-p must be from 0 to 1.",
    });
  });

  it("leaves other faults and results as they are", () => {
    const fault = failure(() =>
      checkedInput(() => {
        throw new TypeError("x is undefined");
      }),
    );
    expect(fault.kind).toBe("worker-died");
    expect(checkedInput(() => 3)).toBe(3);
  });
});

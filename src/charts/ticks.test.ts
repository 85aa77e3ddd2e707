import { describe, expect, it } from "vitest";
import { thinTicks } from "./ticks.ts";

describe("thinTicks", () => {
  it("keeps all that have room", () => {
    expect(
      thinTicks(
        [0, 50, 100].map((at) => ({ at, width: 20 })),
        4,
      ),
    ).toEqual([true, true, true]);
  });

  it("drops those that crowd the first, one another or the last", () => {
    const ticks = [0, 10, 40, 55, 95, 100].map((at) => ({ at, width: 20 }));
    expect(thinTicks(ticks, 4)).toEqual([true, false, true, false, false, true]);
  });

  it("has nothing to say about nothing", () => {
    expect(thinTicks([], 4)).toEqual([]);
  });
});

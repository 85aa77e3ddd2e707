import { expect, it } from "vitest";
import { newSeed } from "./new-seed.ts";

it("draws a short seed that is not the one before", () => {
  expect(newSeed(7, () => 6)).toBe(8);
  expect(newSeed(10_000, () => 9_999)).toBe(1);
  const drawn = newSeed(3);
  expect(Number.isInteger(drawn) && drawn >= 1 && drawn <= 10_000 && drawn !== 3).toBe(true);
});

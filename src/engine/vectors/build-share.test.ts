import { expect, it } from "vitest";
import { buildShare } from "./build-share.ts";

it("goes from nothing to all, step after step", () => {
  const sets = ["text", "reply"];
  const steps = sets.flatMap((set) => [`read for ${set}`, `validate ${set}`]);
  steps.push(...sets.map((set) => `token spread of ${set}`));
  const shares = steps.flatMap((step) => [0, 1, 2].map((done) => buildShare(step, done, 2)));
  expect(shares[0]).toBe(0);
  expect(shares.at(-1)).toBeCloseTo(1, 10);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
});

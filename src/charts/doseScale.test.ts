import { describe, expect, it } from "vitest";
import { nearestDose, placeDoses } from "./doseScale.ts";

function numbers(...xs: (number | null)[]) {
  return xs.map((x) => ({ label: String(x), x }));
}

describe("placeDoses", () => {
  it("places powers evenly on a log axis and truly on a linear one", () => {
    const doses = numbers(1, 10, 100);
    const log = placeDoses(doses, "log", 0, 100);
    const linear = placeDoses(doses, "linear", 0, 99);
    expect([0, 1, 2].map(log)).toEqual([0, 50, 100]);
    expect([0, 1, 2].map(linear)).toEqual([0, 9, 99]);
  });

  it("copes with a dose of zero on a log axis", () => {
    const place = placeDoses(numbers(0, 2, 96), "log", 0, 100);
    expect(place(0)).toBe(0);
    expect(place(1)).toBeGreaterThan(0);
    expect(place(2)).toBe(100);
  });

  it("puts words side by side, and anything that has no number", () => {
    expect([0, 1, 2].map(placeDoses(numbers(5, null, 7), "log", 0, 100))).toEqual([0, 50, 100]);
    expect([0, 1].map(placeDoses(numbers(5, 5), "linear", 0, 100))).toEqual([0, 100]);
    expect(placeDoses(numbers(5), "linear", 0, 100)(0)).toBe(50);
  });

  it("keeps each dose's own place when doses are out of order", () => {
    expect([0, 1, 2].map(placeDoses(numbers(100, 0, 50), "linear", 0, 100))).toEqual([100, 0, 50]);
  });
});

describe("nearestDose", () => {
  it("finds the dose under the pointer", () => {
    const place = placeDoses(numbers(1, 10, 100), "log", 0, 100);
    expect([0, 24, 26, 99].map((at) => nearestDose(3, place, at))).toEqual([0, 0, 1, 2]);
  });
});

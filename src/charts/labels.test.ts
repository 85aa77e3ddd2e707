import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spreadLabels, wrapWords } from "./labels.ts";

describe("spreadLabels", () => {
  it("leaves labels alone that have room", () => {
    expect(spreadLabels([10, 50, 90], 16, 0, 100)).toEqual([10, 50, 90]);
  });

  it("moves two that collide apart around their middle, keeping their order", () => {
    expect(spreadLabels([52, 48], 16, 0, 100)).toEqual([58, 42]);
  });

  it("stays inside the limits", () => {
    expect(spreadLabels([99, 100, 98], 10, 0, 100)).toEqual([90, 100, 80]);
  });

  it("never overlaps and never leaves the limits where there is room", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -50, max: 250, noNaN: true }), { maxLength: 8 }),
        (wanted) => {
          const placed = spreadLabels(wanted, 16, 0, 200);
          const sorted = [...placed].sort((a, b) => a - b);
          for (const [i, y] of sorted.entries()) {
            expect(y).toBeGreaterThanOrEqual(-1e-6);
            expect(y).toBeLessThanOrEqual(200 + 1e-6);
            if (i > 0) expect(y - (sorted[i - 1] ?? 0)).toBeGreaterThanOrEqual(16 - 1e-6);
          }
        },
      ),
    );
  });

  it("spreads evenly where there is no room", () => {
    expect(spreadLabels([5, 5, 5], 16, 0, 20)).toEqual([0, 10, 20]);
  });
});

describe("wrapWords", () => {
  it("breaks between words and marks what it cut", () => {
    expect(wrapWords("the whole house is burning", 12, 3)).toEqual([
      "the whole",
      "house is",
      "burning",
    ]);
    expect(wrapWords("the whole house is burning", 12, 2)).toEqual(["the whole", "house is …"]);
    expect(wrapWords("antidisestablishment", 8, 2)).toEqual(["antidis…"]);
    expect(wrapWords("", 8, 2)).toEqual([]);
  });
});

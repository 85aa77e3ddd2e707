import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDoses } from "../../content/template.ts";
import { doseNotes, formatDoses, meansDoses } from "./own-doses.ts";

describe("formatDoses", () => {
  it("writes doses that parse to themselves", () => {
    const dose = fc
      .string({ minLength: 1, maxLength: 12 })
      .map((text) => text.replace(/[\s;]+/g, " ").trim())
      .filter((text) => text !== "");
    fc.assert(
      fc.property(fc.uniqueArray(dose, { minLength: 1, maxLength: 8 }), (doses) => {
        expect(parseDoses(formatDoses(doses)).doses).toEqual(doses);
      }),
    );
  });

  it("keeps a thousands comma", () => {
    expect(parseDoses(formatDoses(["2,000"])).doses).toEqual(["2,000"]);
    expect(parseDoses(formatDoses(["2,000", "4,000"])).doses).toEqual(["2,000", "4,000"]);
  });
});

describe("meansDoses", () => {
  it("lets a text stand that means the same doses", () => {
    expect(meansDoses("1, 2,, 3 ,", ["1", "2", "3"])).toBe(true);
    expect(meansDoses("1, 2", ["2", "1"])).toBe(false);
  });
});

describe("doseNotes", () => {
  it("is silent for doses that run as typed", () => {
    expect(doseNotes("1, 2, 4")).toEqual([]);
    expect(doseNotes("half a tablet, one tablet")).toEqual([]);
    expect(doseNotes("")).toEqual([]);
  });

  it("names doubles", () => {
    expect(doseNotes("1, 2, 1, 2")).toEqual(["Each dose runs once. Dropped: 1, 2."]);
  });

  it("says that numbers out of order are sorted, and leaves words alone", () => {
    expect(doseNotes("4, 2, 1").join()).toMatch(/from low to high/);
    expect(doseNotes("many, few, none")).toEqual([]);
  });

  it("names the same number written twice", () => {
    expect(doseNotes("1000; 1,000; 2000").join()).toMatch(/same number: 1,000/);
  });
});

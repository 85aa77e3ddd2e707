import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  doseAxis,
  doseNumber,
  doseRanks,
  fillTemplate,
  hasPlaceholder,
  MAX_DOSES,
  parseDoses,
  splitTemplate,
  templateFault,
} from "./template.ts";

describe("fillTemplate", () => {
  it("puts the dose in every place, as plain text", () => {
    expect(fillTemplate("{X} and {x}", "$& $1")).toBe("$& $1 and $& $1");
  });

  it("joins the split parts again", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (template, dose) => {
        expect(splitTemplate(template).join(dose)).toBe(fillTemplate(template, dose));
      }),
    );
  });
});

describe("parseDoses", () => {
  it("takes commas, semicolons or lines", () => {
    expect(parseDoses("500, 1000,2000").doses).toEqual(["500", "1000", "2000"]);
    expect(parseDoses("1,000; 2,000").doses).toEqual(["1,000", "2,000"]);
    expect(parseDoses("half a tablet\n\n two,  or three \r\n").doses).toEqual([
      "half a tablet",
      "two, or three",
    ]);
  });

  it("keeps the order and names the doubles", () => {
    expect(parseDoses("3,1,3,2,1")).toEqual({ doses: ["3", "1", "2"], doubles: ["3", "1"] });
  });

  it("never gives an empty dose or a double", () => {
    fc.assert(
      fc.property(fc.string(), (input) => {
        const { doses } = parseDoses(input);
        expect(new Set(doses).size).toBe(doses.length);
        expect(doses.every((dose) => dose.trim() !== "")).toBe(true);
      }),
    );
  });
});

describe("templateFault", () => {
  it("names what is missing", () => {
    expect(templateFault(" ", ["1"])).toBe("empty-template");
    expect(templateFault("no slot", ["1"])).toBe("no-placeholder");
    expect(templateFault("{X}", [])).toBe("no-doses");
    const many = Array.from({ length: MAX_DOSES + 1 }, (_, index) => String(index));
    expect(templateFault("{X}", many)).toBe("too-many-doses");
    expect(templateFault("{X}", many.slice(1))).toBeNull();
    expect(templateFault("{X}", ["a".repeat(201)])).toBe("dose-too-long");
    expect(templateFault(`{X}${"a".repeat(4000)}`, ["1"])).toBe("template-too-long");
    expect(hasPlaceholder("{ X }")).toBe(false);
  });
});

describe("numbers among the doses", () => {
  it("reads what people write", () => {
    expect(doseNumber("2,000")).toBe(2000);
    expect(doseNumber("1 500 000")).toBe(1500000);
    expect(doseNumber("\u22123.5")).toBe(-3.5);
    expect(doseNumber("half")).toBeNull();
    expect(doseNumber("1,5")).toBeNull();
    expect(doseNumber("1e999")).toBeNull();
  });

  it("chooses the axis", () => {
    expect(doseAxis(["500", "16000"]).kind).toBe("log");
    expect(doseAxis(["0", "96"]).kind).toBe("linear");
    expect(doseAxis(["5", "20"]).kind).toBe("linear");
    expect(doseAxis(["5", "many"]).kind).toBe("steps");
    expect(doseRanks(["9", "2"])).toEqual([9, 2]);
    expect(doseRanks(["a", "b"])).toEqual([0, 1]);
  });
});

import { describe, expect, it } from "vitest";
import { whiteSpaceFor } from "./whiteSpace.ts";

describe("whiteSpaceFor", () => {
  it("lets prose drop the spaces at its line ends", () => {
    expect(whiteSpaceFor("One line.\nAnother, after a break. ")).toBe("pre-line");
    expect(whiteSpaceFor("")).toBe("pre-line");
  });

  it("keeps every space where joining would lose one", () => {
    for (const text of ["  if x:", "a  b", "a\tb", "a \nb", "a\n b", " a"]) {
      expect(whiteSpaceFor(text)).toBe("pre-wrap");
    }
  });
});

import { describe, expect, it } from "vitest";
import { withSection } from "./insert.ts";

const REPORT = "# Benchmark\n\n## Figures\n\nsome\n\n## Memory\n\nmore\n";

describe("withSection", () => {
  it("puts the comparison before the memory, and replaces the one that is there", () => {
    const once = withSection(REPORT, "## Against the rest\n\nfirst");
    expect(once).toBe(REPORT.replace("## Memory", "## Against the rest\n\nfirst\n\n## Memory"));
    const twice = withSection(once, "## Against the rest\n\nsecond");
    expect(twice).toBe(once.replace("first", "second"));
    expect(() => withSection("# Another\n", "")).toThrow(RangeError);
  });
});

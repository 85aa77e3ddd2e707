import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { closingLine, emptyCount, readPlaywright, readVitest, sum } from "./counts.mjs";

function report(content: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), "moodring-counts-")), "report.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const vitest = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, testResults: [] };
const stats = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 };

describe("counts of tests", () => {
  it("reads both reports", () => {
    expect(readVitest(report(vitest))).toEqual({ passed: 5, failed: 1, skipped: 2 });
    const browser = { stats: { ...stats, unexpected: 2, flaky: 1, skipped: 4 }, errors: [] };
    expect(readPlaywright(report(browser))).toEqual({ passed: 3, failed: 3, skipped: 4 });
  });

  it("counts a file that could not be loaded", () => {
    const broken = { ...vitest, testResults: [{ status: "failed", assertionResults: [] }] };
    expect(readVitest(report(broken)).failed).toBe(2);
  });

  it("counts an error outside any test", () => {
    expect(readPlaywright(report({ stats, errors: [{}] })).failed).toBe(1);
  });

  it("takes silence for a failure", () => {
    expect(readVitest("no/such/report.json").failed).toBe(1);
    expect(readPlaywright("no/such/report.json").failed).toBe(1);
    expect(readPlaywright(report({ stats: { ...stats, expected: 0 }, errors: [] })).failed).toBe(1);
  });

  it("closes on one plain line", () => {
    const total = sum([
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 2, failed: 3, skipped: 0 },
    ]);
    expect(closingLine(total)).toBe("3 passed, 3 failed");
    expect(closingLine({ ...emptyCount, passed: 1, skipped: 2 })).toBe(
      "1 passed, 0 failed, 2 skipped",
    );
  });
});

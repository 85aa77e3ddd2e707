/** Counts of tests out of the JSON reports of vitest and Playwright. */
import { readFileSync } from "node:fs";

export const emptyCount = { passed: 0, failed: 0, skipped: 0 };

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** A runner that left no report, or ran nothing, counts as one failure: silence is not a pass. */
function orFailure(count) {
  return count.passed + count.failed === 0 ? { ...count, failed: 1 } : count;
}

/** Vitest's report. A file that could not be loaded holds no tests and counts as one failure. */
export function readVitest(path) {
  const report = readReport(path);
  if (report === undefined) return orFailure(emptyCount);
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((t) => t.status === "failed"),
  ).length;
  return orFailure({
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  });
}

/** Playwright's report. A test that passed only on a second try counts as failed. */
export function readPlaywright(path) {
  const report = readReport(path);
  if (report === undefined) return orFailure(emptyCount);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return orFailure({
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    skipped,
  });
}

export function sum(counts) {
  return counts.reduce(
    (total, count) => ({
      passed: total.passed + count.passed,
      failed: total.failed + count.failed,
      skipped: total.skipped + count.skipped,
    }),
    emptyCount,
  );
}

/** "12 passed, 0 failed", with the skipped ones where there are any. */
export function closingLine({ passed, failed, skipped }) {
  const line = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}

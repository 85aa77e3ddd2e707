/** Puts the comparison into the report of an earlier run. */

const HEADING = "## Against the rest";
const NEXT = "## Memory";

/** @throws RangeError where the report has no place for it */
export function withSection(report: string, section: string): string {
  const end = report.indexOf(`\n${NEXT}\n`);
  if (end < 0) throw new RangeError(`the report has no "${NEXT}"`);
  const begun = report.indexOf(`\n${HEADING}\n`);
  const start = begun < 0 || begun > end ? end : begun;
  return `${report.slice(0, start)}\n${section.trim()}\n${report.slice(end)}`;
}

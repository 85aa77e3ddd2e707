/** A dosage's numbers in words. Every figure in a sentence comes from the run. */
import { signed } from "../core/signed.ts";
import type { DoseSummary } from "./dose-summary.ts";
import { FOLLOW_RULE } from "./dose-summary.ts";

/** "+0.94", with a true minus; "none" for NaN. */
export function signedNumber(value: number, digits = 2): string {
  return Number.isNaN(value) ? "none" : signed(value, digits);
}

/** "p = .017", "p < .001"; without the zero, which p never needs. */
export function pText(p: number): string {
  if (Number.isNaN(p)) return "p unknown";
  if (p < 0.001) return "p < .001";
  if (p > 0.995) return "p = 1";
  return `p = ${p.toFixed(p < 0.1 ? 3 : 2).replace(/^0/, "")}`;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const sigma = (value: number) => `${Math.abs(value).toFixed(2)} σ`;
const widths = (value: number) => `${Math.abs(value).toFixed(1)} band widths`;

/** One or two sentences on one emotion. */
export function doseSentence(summary: DoseSummary): string {
  const { curve, control, doses, verdict } = summary;
  const name = capital(summary.emotion);
  const verb = curve.rise < 0 ? "falls" : "rises";
  const figures = `ρ ${signedNumber(curve.rho)}, ${pText(curve.p)}`;
  const size = `by ${sigma(curve.rise)}, ${widths(curve.effect)}`;
  const beside =
    control === null ? "" : `; the control moves it by ${signedNumber(control.rise)} σ`;
  switch (verdict) {
    case "waiting":
      return `${name}: still being read.`;
    case "too-few":
      return `${name}: ρ ${signedNumber(curve.rho)}, but ${doses} ${doses === 1 ? "dose" : "doses"} cannot settle it. Add some, ${FOLLOW_RULE.doses} at least.`;
    case "does-not-follow":
      return Number.isNaN(curve.rho)
        ? `${name} does not move with the dose.`
        : `${name} does not follow the dose (${figures}).`;
    case "unsettled":
      return `${name} tends to ${curve.rho < 0 ? "fall" : "rise"}, but ${doses} doses cannot settle it: chance does as well too often (${figures}).`;
    case "small":
      return `${name} ${verb} in order (${figures}), but only ${size}: random directions move as far.`;
    case "control-too":
      return `${name} ${verb} ${size} (${figures}), but the control moves it by ${signedNumber(control?.rise ?? Number.NaN)} σ too: the words or numbers alone can draw this curve.`;
    case "no-control":
      return `${name} ${verb} with the dose ${size} (${figures}). Without a control nobody can say whether the words or numbers alone did it.`;
    case "follows":
      return `${name} ${verb} with the dose ${size} (${figures})${beside}.${against(summary)}`;
  }
}

/** Said where a clear curve goes the other way than expected. */
function against({ curve, expected }: DoseSummary): string {
  if (expected === null || (expected === "up") === curve.rise > 0) return "";
  return ` That is against what was expected (${expected}).`;
}

/** Whether a summary goes where it was expected to, controls and size considered. */
export function meetsExpectation({ verdict, curve, expected }: DoseSummary): boolean {
  return verdict === "follows" && expected !== null && (expected === "up") === curve.rise > 0;
}

/** One sentence over all emotions of which something was expected; "" where nothing was. */
export function doseHeadline(summaries: readonly DoseSummary[]): string {
  const expected = summaries.filter((one) => one.expected !== null);
  if (expected.length === 0) return "";
  if (expected.some(({ verdict }) => verdict === "waiting")) return "Still being read.";
  const met = expected.filter(meetsExpectation);
  const list = (all: readonly DoseSummary[]) =>
    all.map(({ emotion, expected: way }) => `${emotion} ${way}`).join(", ");
  if (met.length === 0)
    return `This model does not clearly follow this dose (expected: ${list(expected)}).`;
  if (met.length === expected.length)
    return `This model follows this dose as expected: ${list(met)}.`;
  const missed = expected.filter((one) => !met.includes(one));
  return `This model follows this dose in part: ${list(met)}, but not ${list(missed)}.`;
}

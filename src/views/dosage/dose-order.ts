/** Doses as places on an axis. */
import type { Dose, DoseScale } from "../../charts/doseScale.ts";
import { doseAxis, doseNumber } from "../../content/template.ts";

/** A log axis from here on, as in content/template.ts. */
const LOG_SPAN = 30;

/** Linear, log, or side by side for words. A zero beside numbers that span decades gets a log axis too. */
export function chartScale(doses: readonly string[]): DoseScale {
  const axis = doseAxis(doses);
  if (axis.kind === "steps") return "words";
  const positive = axis.values.filter((value) => value > 0);
  const wide = Math.max(...positive) / Math.min(...positive) >= LOG_SPAN;
  const fromZero = Math.min(...axis.values) === 0;
  return axis.kind === "log" || (fromZero && wide) ? "log" : "linear";
}

/** Doses as the chart takes them. The unit stands at the highest one. */
export function chartDoses(doses: readonly string[], unit: string): readonly Dose[] {
  const axis = doseAxis(doses);
  if (axis.kind === "steps") return doses.map((label) => ({ label, x: null }));
  const highest = Math.max(...axis.values);
  return doses.map((dose, index) => {
    const x = axis.values[index] ?? null;
    return { label: x === highest ? withUnit(dose, unit) : dose, x };
  });
}

/** "16000 mg"; the dose alone where there is no unit or the dose is no number. */
export function withUnit(dose: string, unit: string): string {
  return unit === "" || doseNumber(dose) === null ? dose : `${dose} ${unit}`;
}

/** True where all doses are numbers and do not rise from first to last. */
export function unsortedDoses(doses: readonly string[]): boolean {
  const axis = doseAxis(doses);
  if (axis.kind === "steps") return false;
  return axis.values.some((value, at) => at > 0 && value < (axis.values[at - 1] ?? value));
}

/** Doses that are written apart and mean a number that came before: "1000" and "1,000". */
export function doubledDoses(doses: readonly string[]): readonly string[] {
  const seen = new Set<number>();
  return doses.filter((dose) => {
    const value = doseNumber(dose);
    if (value === null) return false;
    const known = seen.has(value);
    seen.add(value);
    return known;
  });
}

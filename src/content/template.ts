/** Dosage templates: a sentence with `{X}`, and the doses that take its place. */
export const MAX_DOSES = 40;
export const MAX_DOSE_LENGTH = 200;
export const MAX_TEMPLATE_LENGTH = 4_000;

export const TEMPLATE_FAULTS = [
  "empty-template",
  "no-placeholder",
  "template-too-long",
  "no-doses",
  "too-many-doses",
  "dose-too-long",
] as const;
export type TemplateFault = (typeof TEMPLATE_FAULTS)[number];

export interface DoseList {
  /** Doses in the order given, trimmed, without doubles. */
  readonly doses: readonly string[];
  /** What was dropped because it came twice. */
  readonly doubles: readonly string[];
}

/** True where the sentence has at least one `{X}`. A small x counts too. */
export function hasPlaceholder(template: string): boolean {
  return /\{x\}/i.test(template);
}

/** The sentence at a dose. Every `{X}` takes it; the dose itself is plain text. */
export function fillTemplate(template: string, dose: string): string {
  return template.replace(/\{x\}/gi, () => dose);
}

/** Parts before, between and after the placeholders, for showing the template with a slot. */
export function splitTemplate(template: string): readonly string[] {
  return template.split(/\{x\}/gi);
}

/**
 * Doses from a text field: one a line, or, where it is one line, separated by semicolons or commas.
 * A thousands comma ("2,000") survives only between lines or semicolons.
 */
export function parseDoses(input: string): DoseList {
  const trimmed = input.trim();
  const separator = /[\n\r]/.test(trimmed) ? /[\n\r]+/ : trimmed.includes(";") ? /;/ : /,/;
  return tidyDoses(trimmed.split(separator));
}

/** Trims, drops empty entries and doubles; keeps the order. */
export function tidyDoses(entries: readonly string[]): DoseList {
  const seen = new Set<string>();
  const doubles: string[] = [];
  for (const entry of entries) {
    const dose = entry.replace(/\s+/g, " ").trim();
    if (dose === "") continue;
    if (seen.has(dose)) doubles.push(dose);
    else seen.add(dose);
  }
  return { doses: [...seen], doubles };
}

/** Why a template and its doses cannot run, or null when they can. The first fault found. */
export function templateFault(template: string, doses: readonly string[]): TemplateFault | null {
  if (template.trim() === "") return "empty-template";
  if (template.length > MAX_TEMPLATE_LENGTH) return "template-too-long";
  if (!hasPlaceholder(template)) return "no-placeholder";
  if (doses.length === 0) return "no-doses";
  if (doses.length > MAX_DOSES) return "too-many-doses";
  if (doses.some((dose) => dose.length > MAX_DOSE_LENGTH)) return "dose-too-long";
  return null;
}

/** The number that a dose is, or null: "2,000" and "2 000" are 2000, "1.5" is 1.5, "half" is null. */
export function doseNumber(dose: string): number | null {
  const plain = dose
    .trim()
    .replace(/\u2212/g, "-")
    .replace(/(\d)[,\u2009\u202f\u00a0 ](?=\d{3}(?!\d))/g, "$1");
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

export type DoseAxis =
  /** Not all doses are numbers: equal steps in the order given. */
  | { readonly kind: "steps" }
  | { readonly kind: "linear" | "log"; readonly values: readonly number[] };

/** Log where all numbers are positive and span more than a decade and a half, else linear. */
export function doseAxis(doses: readonly string[]): DoseAxis {
  const values: number[] = [];
  for (const dose of doses) {
    const value = doseNumber(dose);
    if (value === null) return { kind: "steps" };
    values.push(value);
  }
  if (values.length === 0) return { kind: "steps" };
  const low = Math.min(...values);
  const high = Math.max(...values);
  return { kind: low > 0 && high / low >= 30 ? "log" : "linear", values };
}

/** Ranks for Spearman's ρ: the numbers themselves where all are numbers, else the order given. */
export function doseRanks(doses: readonly string[]): readonly number[] {
  const axis = doseAxis(doses);
  return axis.kind === "steps" ? doses.map((_, index) => index) : axis.values;
}

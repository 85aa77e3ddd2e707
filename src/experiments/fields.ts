/**
 * What the user may set in an experiment: one description serves the page's controls, links, and
 * `--set key=value`. A value is a number or a text; whatever comes from outside is checked here.
 */

interface Common {
  readonly label: string;
  /** One plain sentence. */
  readonly help: string;
}

/** A residual point; null as default is the model's best layer of the set. */
export interface LayerField extends Common {
  readonly kind: "layer";
  readonly set: "text" | "reply";
}

export interface NumberField extends Common {
  readonly kind: "number";
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly initial: number;
}

export interface ChoiceField extends Common {
  readonly kind: "choice";
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly initial: string;
}

export interface TextField extends Common {
  readonly kind: "text";
  readonly maxLength: number;
  readonly lines: number;
  readonly initial: string;
}

export type Field = LayerField | NumberField | ChoiceField | TextField;
export type Fields = Readonly<Record<string, Field>>;
export type SettingsOf<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends ChoiceField | TextField
    ? string
    : F[K] extends LayerField | NumberField
      ? number
      : string | number;
};

/** Which half of the materials is run. @param label what they are: pairs, tasks */
export function halfField(label: string): ChoiceField {
  return {
    kind: "choice",
    label,
    help: "Layer and strength may be chosen on one half; what is claimed is measured on the other.",
    options: [
      { value: "test", label: "for testing" },
      { value: "choose", label: "for choosing" },
    ],
    initial: "test",
  };
}

/** Where the token before a reply is read. */
export const REPLY_LAYER: LayerField = {
  kind: "layer",
  set: "reply",
  label: "Layer before the reply",
  help: "Where it is read at the last token before the reply.",
};

/** What fields need to know of a model. */
export interface LayersOf {
  readonly layers: number;
  readonly vectors: { readonly bestLayer: Readonly<Record<"text" | "reply", number>> };
}

export interface ReadSettings<F extends Fields> {
  readonly settings: SettingsOf<F>;
  /** One sentence a value that could not be taken; its setting is at its default then. */
  readonly problems: readonly string[];
}

/** Texts as they come from a link or the command line, as settings. Unknown keys are problems too. */
export function readSettings<F extends Fields>(
  fields: F,
  given: Readonly<Record<string, string>>,
  model: LayersOf,
): ReadSettings<F> {
  const problems = Object.keys(given)
    .filter((key) => !Object.hasOwn(fields, key))
    .map((key) => `“${key}” is no setting here. There are: ${Object.keys(fields).join(", ")}.`);
  const entries = Object.entries(fields).map(([key, field]) => {
    const text = Object.hasOwn(given, key) ? given[key] : undefined;
    if (text === undefined || text === "") return [key, initial(field, model)] as const;
    const value = parse(field, text, model);
    if (value !== null) return [key, value] as const;
    problems.push(
      `“${shortened(text)}” does not fit ${field.label.toLowerCase()}: ${wants(field, model)}.`,
    );
    return [key, initial(field, model)] as const;
  });
  return { settings: Object.fromEntries(entries) as SettingsOf<F>, problems };
}

/** The value that a field has where none is given. */
export function initial(field: Field, model: LayersOf): string | number {
  return field.kind === "layer" ? model.vectors.bestLayer[field.set] : field.initial;
}

function parse(field: Field, text: string, model: LayersOf): string | number | null {
  if (field.kind === "choice") {
    return field.options.some(({ value }) => value === text) ? text : null;
  }
  if (field.kind === "text") return text.length <= field.maxLength ? text.toWellFormed() : null;
  const number = /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const [min, max] = field.kind === "layer" ? [0, model.layers] : [field.min, field.max];
  const whole = field.kind === "layer" || Number.isInteger(field.step);
  return number >= min && number <= max && (!whole || Number.isInteger(number)) ? number : null;
}

function wants(field: Field, model: LayersOf): string {
  if (field.kind === "choice")
    return `one of ${field.options.map(({ value }) => value).join(", ")}`;
  if (field.kind === "text") return `at most ${field.maxLength} characters`;
  const [min, max] = field.kind === "layer" ? [0, model.layers] : [field.min, field.max];
  return `a ${field.kind === "layer" || Number.isInteger(field.step) ? "whole " : ""}number from ${min} to ${max}`;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

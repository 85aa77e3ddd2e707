/**
 * What a tokenizer does to a text before it cuts it, and where each character came from, so that
 * tokens can be placed in the text as it was written.
 */
import { EngineError } from "./errors.ts";

export type NormalStep =
  /** A Unicode normalisation form. */
  | { readonly kind: "form"; readonly form: "NFC" | "NFD" | "NFKC" | "NFKD" }
  | { readonly kind: "replace"; readonly from: string; readonly to: string }
  /** Put before a text that is not empty; not where it starts with `unless` already. */
  | { readonly kind: "prepend"; readonly text: string; readonly unless?: string };

/** A text made of another one. Unit i (UTF-16) stands for the characters `from[i]` to `to[i]` of that. */
export interface Aligned {
  readonly text: string;
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  /** Length of the text that it was made of. */
  readonly source: number;
}

/** Replacements are of the size of a letter: a file cannot blow a text up. */
const LONGEST_REPLACEMENT = 16;
const MOST_STEPS = 32;

/**
 * The steps of a tokenizer.json's `normalizer`.
 * @throws EngineError unsupported-model for a step that is not one of those above
 */
export function normalSteps(normalizer: unknown, depth = 0): NormalStep[] {
  if (normalizer === null || normalizer === undefined) return [];
  const step = record(normalizer);
  if (step?.type === "Sequence" && Array.isArray(step.normalizers) && depth < 4) {
    if (step.normalizers.length > MOST_STEPS) throw unknownStep("a list too long");
    return step.normalizers.flatMap((inner) => normalSteps(inner, depth + 1));
  }
  switch (step?.type) {
    case "NFC":
    case "NFD":
    case "NFKC":
    case "NFKD":
      return [{ kind: "form", form: step.type }];
    case "Replace": {
      const from = record(step.pattern)?.String;
      if (isShort(from) && from !== "" && isShort(step.content)) {
        return [{ kind: "replace", from, to: step.content }];
      }
      break;
    }
    case "Prepend":
      if (isShort(step.prepend)) return [{ kind: "prepend", text: step.prepend }];
  }
  throw unknownStep(String(step?.type));
}

/** Runs the steps over a text. `prepend: false` leaves out what is put before a text: it goes on from another. */
export function normalise(
  text: string,
  steps: readonly NormalStep[],
  { prepend = true }: { readonly prepend?: boolean } = {},
): Aligned {
  let aligned = unchanged(text);
  for (const step of steps) {
    if (step.kind === "prepend" && !prepend) continue;
    aligned = realign(aligned, pieces(aligned.text, step));
  }
  return aligned;
}

/** Where units start … end − 1 came from. Nothing (start = end) came from one place. */
export function sourceSpan(
  { from, to, source }: Aligned,
  start: number,
  end: number,
): { start: number; end: number } {
  const first = from[start] ?? source;
  return { start: first, end: start < end ? (to[end - 1] ?? source) : first };
}

function unchanged(text: string): Aligned {
  const from = Uint32Array.from({ length: text.length }, (_, i) => i);
  return { text, from, to: from.map((i) => i + 1), source: text.length };
}

/** A stretch of a text and what a step makes of it. Stretches follow each other without gaps. */
interface Piece {
  readonly length: number;
  readonly result: string;
}

function* pieces(text: string, step: NormalStep): Iterable<Piece> {
  if (step.kind === "form") {
    yield* formPieces(text, step.form);
  } else if (step.kind === "replace") {
    for (const [index, between] of text.split(step.from).entries()) {
      if (index > 0) yield { length: step.from.length, result: step.to };
      yield { length: between.length, result: between };
    }
  } else {
    const skip = text === "" || (step.unless !== undefined && text.startsWith(step.unless));
    if (!skip) yield { length: 0, result: step.text };
    yield { length: text.length, result: text };
  }
}

/** A character with what may join it: marks, and the vowels and finals of Hangul syllables. */
const CLUSTER = /[^\p{M}\u1160-\u11ff][\p{M}\u1160-\u11ff]*|[\p{M}\u1160-\u11ff]+/gu;

function formPieces(text: string, form: "NFC" | "NFD" | "NFKC" | "NFKD"): Iterable<Piece> {
  const whole = text.normalize(form);
  if (whole === text) return [{ length: text.length, result: text }];
  const clusters = Array.from(text.matchAll(CLUSTER), ([cluster]) => ({
    length: cluster.length,
    result: cluster.normalize(form),
  }));
  // Should clusters ever join each other, the text is still right, only its places are not.
  const apart = clusters.map(({ result }) => result).join("") === whole;
  return apart ? clusters : [{ length: text.length, result: whole }];
}

function realign(before: Aligned, steps: Iterable<Piece>): Aligned {
  const from: number[] = [];
  const to: number[] = [];
  let text = "";
  let at = 0;
  for (const { length, result } of steps) {
    const same = result === before.text.slice(at, at + length);
    const whole = sourceSpan(before, at, at + length);
    for (let i = 0; i < result.length; i++) {
      from.push(same ? (before.from[at + i] as number) : whole.start);
      to.push(same ? (before.to[at + i] as number) : whole.end);
    }
    text += result;
    at += length;
  }
  return { text, from, to, source: before.source };
}

function isShort(value: unknown): value is string {
  return typeof value === "string" && value.length <= LONGEST_REPLACEMENT;
}

function record(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === "object" && value !== null ? { ...value } : null;
}

function unknownStep(name: string): EngineError {
  return new EngineError(
    "unsupported-model",
    `This model's tokenizer changes texts in a way that Moodring does not know (${name.slice(0, 40)}). Choose another model.`,
  );
}

/**
 * How a tokenizer.json cuts a text into words before it merges, told so that the JavaScript
 * tokenizer cuts as the reference does.
 */
import { EngineError } from "./errors.ts";
import type { NormalStep } from "./tokenizer-normaliser.ts";

/** A step as @huggingface/tokenizers takes it. */
export type Cut =
  | {
      readonly type: "Split";
      readonly pattern: { readonly Regex: string } | { readonly String: string };
      readonly behavior: "Isolated";
      readonly invert: false;
    }
  | { readonly type: "ByteLevel"; readonly add_prefix_space: false; readonly use_regex: false };

export interface Cuts {
  readonly steps: readonly Cut[];
  /** The vocabulary spells bytes in the printable alphabet of pieces.ts. */
  readonly byteLevel: boolean;
  /** What the steps put before a text. */
  readonly normal: readonly NormalStep[];
}

/** GPT-2's words: contractions, letters, digits and signs with a blank before them, white space. */
const GPT2_WORDS =
  "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

const LONGEST_PATTERN = 2000;
const MOST_STEPS = 32;

/**
 * @throws EngineError unsupported-model for a step that Moodring does not know, or a pattern that
 * could take for ever
 */
export function readCuts(preTokenizer: unknown, normal: readonly NormalStep[]): Cuts {
  const steps: Cut[] = [];
  const before: NormalStep[] = [];
  let byteLevel = false;
  for (const step of flatten(preTokenizer, 0)) {
    if (byteLevel) throw unknownStep("a cut after the bytes");
    switch (step.type) {
      case "Split":
        steps.push(...splitCut(step, normal));
        break;
      case "Digits":
        // The reference cuts at every numeric character (Ⅷ and ½ too), the JavaScript one at 0 to 9.
        steps.push(split({ Regex: step.individual_digits === true ? "\\p{N}" : "\\p{N}+" }));
        break;
      case "ByteLevel":
        byteLevel = true;
        if (step.add_prefix_space === true) {
          if (steps.length > 0) throw unknownStep("a blank before every word");
          before.push({ kind: "prepend", text: " ", unless: " " });
        }
        // As a split, because there white space is what Unicode says it is.
        if (step.use_regex !== false) steps.push(split({ Regex: GPT2_WORDS }));
        steps.push({ type: "ByteLevel", add_prefix_space: false, use_regex: false });
        break;
      default:
        throw unknownStep(String(step.type));
    }
  }
  return { steps, byteLevel, normal: before };
}

function* flatten(step: unknown, depth: number): Iterable<Readonly<Record<string, unknown>>> {
  if (step === null || step === undefined) return;
  if (typeof step !== "object") throw unknownStep(String(step));
  const fields: Readonly<Record<string, unknown>> = { ...step };
  if (fields.type !== "Sequence") {
    yield fields;
    return;
  }
  const inner = fields.pretokenizers;
  if (!Array.isArray(inner) || inner.length > MOST_STEPS || depth > 3) {
    throw unknownStep("Sequence");
  }
  for (const each of inner) yield* flatten(each, depth + 1);
}

function splitCut(
  { pattern, behavior, invert }: Readonly<Record<string, unknown>>,
  normal: readonly NormalStep[],
): Cut[] {
  const { String: text, Regex }: Readonly<Record<string, unknown>> =
    typeof pattern === "object" ? { ...pattern } : {};
  // A sign that normalisation has replaced is nowhere left to cut at (Gemma's blanks).
  if (typeof text === "string" && normal.some((s) => s.kind === "replace" && s.from === text)) {
    return [];
  }
  const isolated = behavior === "Isolated" || (behavior === "Removed" && invert === true);
  if (!isolated) throw unknownStep(`Split, ${String(behavior)}`);
  if (typeof text === "string" && text !== "") return [split({ String: text })];
  if (typeof Regex !== "string") throw unknownStep("Split");
  checkPattern(Regex);
  return [split({ Regex: Regex.replaceAll(CONTRACTIONS, FOLDED_CONTRACTIONS) })];
}

function split(pattern: { Regex: string } | { String: string }): Cut {
  return { type: "Split", pattern, behavior: "Isolated", invert: false };
}

/** The reference folds case as Unicode does, where ſ is an s. */
const CONTRACTIONS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
const FOLDED_CONTRACTIONS = "(?:'[sS\u017f]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])";

/** An expression that repeats what repeats, or much in a row, can take for ever on some text. */
function checkPattern(pattern: string): void {
  const plain = pattern.replace(/\\[\s\S]/g, "x").replace(/\[[^\]]*\]/g, "x");
  const alternatives = plain.split("|");
  const unbounded = /[*+]|\{\d*,\}/g;
  const tooMany = alternatives.some((part) => (part.match(unbounded)?.length ?? 0) > 3);
  if (pattern.length > LONGEST_PATTERN || tooMany || nestsRepeats(plain)) {
    throw unknownStep("an expression that may take for ever");
  }
}

function nestsRepeats(plain: string): boolean {
  const repeats: boolean[] = [];
  for (let i = 0; i < plain.length; i++) {
    const sign = plain[i];
    if (sign === "(") repeats.push(false);
    else if (sign === ")") {
      const inside = repeats.pop() ?? false;
      if (inside && /^(?:[*+]|\{)/.test(plain.slice(i + 1, i + 2))) return true;
      if (inside && repeats.length > 0) repeats[repeats.length - 1] = true;
    } else if (/[*+{]/.test(sign ?? "") && repeats.length > 0) repeats[repeats.length - 1] = true;
  }
  return false;
}

function unknownStep(name: string): EngineError {
  return new EngineError(
    "unsupported-model",
    `This model's tokenizer cuts texts in a way that Moodring does not know (${name.slice(0, 60)}). Choose another model.`,
  );
}

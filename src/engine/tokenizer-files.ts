/** tokenizer.json and tokenizer_config.json, checked before anything is built from them. */
import * as v from "valibot";
import { byteAlphabet, tokenBytes } from "../core/pieces.ts";
import { byteTokens, isByteToken } from "../core/sentencepieces.ts";
import { EngineError } from "./errors.ts";
import type { AddedToken } from "./tokenizer-added.ts";
import { TokenizerConfig, type TokenizerConfigFile } from "./tokenizer-config.ts";
import { readCuts } from "./tokenizer-cuts.ts";
import { type NormalStep, normalSteps } from "./tokenizer-normaliser.ts";
import { scoreRanks } from "./tokenizer-scores.ts";

/** Sixteen times the largest vocabulary in use: an id beyond it is damage. */
const MOST_TOKENS = 2 ** 22;

const Id = v.custom<number>(isId, "a token's number is out of range");
const flag = v.nullish(v.boolean());

const TokenizerJson = v.looseObject({
  model: v.looseObject({
    type: v.nullish(v.literal("BPE", "Moodring reads tokenizers of the kind BPE only")),
    // Not v.record: that leaves out the token "constructor".
    vocab: v.custom<Readonly<Record<string, number>>>(isVocabulary, "its vocabulary is damaged"),
    merges: v.custom<Merges>(isMerges, "its merges are damaged"),
    /** Ours: sentencepiece's scores by id, in place of merges. */
    scores: v.nullish(v.custom<readonly number[]>(isScores, "its scores are damaged")),
    byte_fallback: flag,
    ignore_merges: flag,
    continuing_subword_prefix: v.nullish(v.literal("")),
    end_of_word_suffix: v.nullish(v.literal("")),
  }),
  added_tokens: v.nullish(
    v.array(
      v.looseObject({
        id: Id,
        content: v.pipe(v.string(), v.minLength(1)),
        special: flag,
        normalized: flag,
        lstrip: flag,
        rstrip: flag,
        single_word: flag,
      }),
    ),
    [],
  ),
});
type Merges = readonly string[] | readonly (readonly [string, string])[];

export interface TokenizerFiles {
  /** What @huggingface/tokenizers cuts and merges with: the text comes normalised, without added tokens. */
  readonly json: object;
  readonly config: TokenizerConfigFile;
  /** How tokens spell text: bytes in a printable alphabet, or text with byte tokens where it lacks a character. */
  readonly kind: "bytes" | "sentencepiece";
  /** Ranks of tokens to merge to, by id, where the file has scores in place of merges. */
  readonly ranks: Int32Array | null;
  readonly normal: readonly NormalStep[];
  readonly added: readonly AddedToken[];
  /** Put before a text that stands alone. */
  readonly bos: readonly AddedToken[];
  /** Bytes that the vocabulary cannot spell: they vanish from a text before it is cut into tokens. */
  readonly unspelt: ReadonlySet<number>;
  /** Largest id of a token that a text can become. */
  readonly largestId: number;
}

/** @throws EngineError corrupt-model for damage, unsupported-model for another kind of tokenizer */
export function parseTokenizerFiles(json: unknown, config: unknown): TokenizerFiles {
  const files = v.safeParse(v.object({ json: TokenizerJson, config: TokenizerConfig }), {
    json,
    config,
  });
  if (!files.success) throw unusable(files.issues[0].message);
  const { json: tokenizer, config: settings } = files.output;
  const { model, added_tokens, normalizer, pre_tokenizer, post_processor } = tokenizer;
  const vocab = new Map(Object.entries(model.vocab));
  const steps = normalSteps(normalizer);
  const cuts = readCuts(pre_tokenizer, steps);
  const kind = cuts.byteLevel ? "bytes" : "sentencepiece";
  checkSpelling(kind, model.byte_fallback === true, vocab);
  const unspelt = kind === "bytes" ? byteAlphabet().filter((symbol) => !vocab.has(symbol)) : [];
  const added = added_tokens.map(
    (token): AddedToken => ({
      id: token.id,
      content: token.content,
      special: token.special === true,
      normalized: token.normalized ?? token.special !== true,
      lstrip: token.lstrip === true,
      rstrip: token.rstrip === true,
      singleWord: token.single_word === true,
    }),
  );
  return {
    json: {
      model: {
        type: "BPE",
        vocab: model.vocab,
        merges: checkedMerges(model.merges, vocab, kind),
        byte_fallback: kind === "sentencepiece",
        ignore_merges: model.ignore_merges === true,
      },
      pre_tokenizer: {
        type: "Sequence",
        pretokenizers: [...cuts.steps, ...unspelt.map(dropSymbol)],
      },
      normalizer: null,
      post_processor: null,
      decoder: null,
      added_tokens: [],
    },
    config: settings,
    kind,
    ranks: model.scores ? scoreRanks(vocab, model.scores) : null,
    normal: [...steps, ...cuts.normal],
    added,
    bos: openingTokens(post_processor, settings, added, vocab),
    unspelt: new Set(unspelt.flatMap((symbol) => [...tokenBytes(symbol)])),
    largestId: largest(vocab.values(), added),
  };
}

/** The reference drops bytes without a symbol before it merges, the JavaScript tokenizer one after. */
function dropSymbol(symbol: string): object {
  return { type: "Replace", pattern: { String: symbol }, content: "" };
}

function checkSpelling(
  kind: TokenizerFiles["kind"],
  byteFallback: boolean,
  vocab: ReadonlyMap<string, number>,
): void {
  if (kind === "bytes") return;
  if (!byteFallback || !byteTokens().every((token) => vocab.has(token))) {
    throw new EngineError(
      "unsupported-model",
      "This model's tokenizer has no token for characters that it does not know. Choose another model.",
    );
  }
}

/** Merges that lead somewhere. None spells a byte token's name: that would be read as the byte. */
function checkedMerges(
  merges: Merges,
  vocab: ReadonlyMap<string, number>,
  kind: TokenizerFiles["kind"],
): Merges {
  let namesByte = false;
  const known = (part: string) => vocab.has(part) || [...part].length === 1;
  for (const merge of merges) {
    const [left, right] = sides(merge);
    const merged = left + right;
    if (!known(left) || !known(right) || !vocab.has(merged)) {
      throw unusable(`it merges to “${merged.slice(0, 40)}”, which its vocabulary lacks`);
    }
    namesByte ||= kind === "sentencepiece" && isByteToken(merged);
  }
  if (!namesByte) return merges;
  return merges.map(sides).filter(([left, right]) => !isByteToken(left + right));
}

function sides(merge: string | readonly [string, string]): readonly [string, string] {
  if (typeof merge !== "string") return merge;
  const blank = merge.indexOf(" ");
  return [merge.slice(0, blank), merge.slice(blank + 1)];
}

/** Tokens that the reference puts before every text: its post-processor's, or the configuration's word. */
function openingTokens(
  postProcessor: unknown,
  { add_bos_token, bos_token }: TokenizerConfigFile,
  added: readonly AddedToken[],
  vocab: ReadonlyMap<string, number>,
): AddedToken[] {
  const names =
    add_bos_token !== undefined && add_bos_token !== null && bos_token !== undefined
      ? [bos_token].filter(() => add_bos_token)
      : templateOpening(postProcessor);
  return names.map((name) => {
    const token = added.find(({ content }) => content === name);
    const id = token?.id ?? vocab.get(name);
    if (id === undefined)
      throw unusable(`it opens texts with “${name.slice(0, 40)}”, which it lacks`);
    const plain = { normalized: false, lstrip: false, rstrip: false, singleWord: false };
    return token ?? { id, content: name, special: true, ...plain };
  });
}

const Template = v.looseObject({
  type: v.literal("TemplateProcessing"),
  single: v.pipe(
    v.array(v.looseObject({ SpecialToken: v.optional(v.looseObject({ id: v.string() })) })),
    v.maxLength(16),
  ),
});
const Processors = v.looseObject({ processors: v.array(v.unknown()) });

function templateOpening(postProcessor: unknown): string[] {
  const sequence = v.safeParse(Processors, postProcessor);
  const all = sequence.success ? sequence.output.processors : [postProcessor];
  const template = all.map((each) => v.safeParse(Template, each)).find(({ success }) => success);
  if (!template?.success) return [];
  const names = template.output.single.map(({ SpecialToken }) => SpecialToken?.id);
  const text = names.indexOf(undefined);
  return names.slice(0, Math.max(text, 0)).filter((name) => name !== undefined);
}

/** Control tokens that no template writes may be missing from the weights (Gemma's image token). */
function largest(ids: Iterable<number>, added: readonly AddedToken[]): number {
  const extra = new Set(added.filter(({ special }) => special).map(({ id }) => id));
  let most = 0;
  for (const id of ids) if (!extra.has(id)) most = Math.max(most, id);
  for (const { id, special } of added) if (!special) most = Math.max(most, id);
  return most;
}

function isVocabulary(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const ids: unknown[] = Object.values(value);
  if (ids.length === 0 || !ids.every(isId)) return false;
  // A table, because a set of a quarter of a million numbers takes its time.
  const seen = new Uint8Array(ids.reduce((most, id) => Math.max(most, id), 0) + 1);
  for (const id of ids) {
    if (seen[id] === 1) return false;
    seen[id] = 1;
  }
  return true;
}

function isId(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MOST_TOKENS;
}

function isMerges(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  const pairs = Array.isArray(value[0]);
  return value.every((merge: unknown) =>
    pairs
      ? Array.isArray(merge) && merge.length === 2 && merge.every(isPart)
      : typeof merge === "string" && /^[^ ]+ [^ ]+$/.test(merge),
  );
}

function isScores(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((score) => typeof score === "number" && !Number.isNaN(score))
  );
}

function isPart(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function unusable(why: string): EngineError {
  // A checker's words may quote the file at any length.
  const short = why.length > 160 ? `${why.slice(0, 159)}…` : why;
  return new EngineError(
    "corrupt-model",
    `The model's tokenizer cannot be used: ${short}. Download the model again.`,
  );
}

/** tokenizer.json and tokenizer_config.json, checked before anything is built from them. */
import * as v from "valibot";
import { byteAlphabet, tokenBytes } from "../core/pieces.ts";
import { EngineError } from "./errors.ts";

const TokenizerJson = v.looseObject({
  model: v.looseObject({
    type: v.literal("BPE"),
    vocab: v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0))),
  }),
  pre_tokenizer: v.nullish(v.looseObject({ type: v.string() })),
  added_tokens: v.array(
    v.looseObject({ id: v.number(), content: v.string(), special: v.boolean() }),
  ),
});

const PreTokenizer = v.looseObject({
  type: v.string(),
  pretokenizers: v.optional(v.array(v.unknown())),
  individual_digits: v.optional(v.boolean()),
});
type PreTokenizer = v.InferOutput<typeof PreTokenizer>;

const TokenizerConfig = v.looseObject({
  chat_template: v.optional(v.string()),
  bos_token: v.optional(v.string()),
  eos_token: v.optional(v.string()),
  pad_token: v.optional(v.string()),
  unk_token: v.optional(v.string()),
});

export type TokenizerConfigFile = v.InferOutput<typeof TokenizerConfig>;

export interface TokenizerFiles {
  readonly json: v.InferOutput<typeof TokenizerJson>;
  readonly config: TokenizerConfigFile;
  /** Control tokens by their spelling. */
  readonly specials: ReadonlyMap<string, number>;
  /** Bytes that the vocabulary cannot spell: they vanish from a text before it is cut into tokens. */
  readonly unspelt: ReadonlySet<number>;
}

/** @throws EngineError corrupt-model where a file is not a byte-level BPE tokenizer's */
export function parseTokenizerFiles(json: unknown, config: unknown): TokenizerFiles {
  const files = v.safeParse(v.object({ json: TokenizerJson, config: TokenizerConfig }), {
    json,
    config,
  });
  if (!files.success) {
    throw new EngineError(
      "corrupt-model",
      `The model's tokenizer cannot be used: ${files.issues[0].message}. Download the model again.`,
    );
  }
  const { json: tokenizer, config: settings } = files.output;
  const special = tokenizer.added_tokens.filter((token) => token.special);
  const unspelt = byteAlphabet().filter((symbol) => !Object.hasOwn(tokenizer.model.vocab, symbol));
  return {
    json: { ...tokenizer, pre_tokenizer: asReference(tokenizer.pre_tokenizer, unspelt) },
    config: settings,
    specials: new Map(special.map(({ content, id }) => [content, id])),
    unspelt: new Set(unspelt.flatMap((symbol) => [...tokenBytes(symbol)])),
  };
}

/** The cutting steps, told so that the JavaScript tokenizer gives the reference's tokens. */
function asReference(step: unknown, unspelt: readonly string[]): PreTokenizer {
  const cut = withUnicodeDigits(step);
  // The reference drops bytes without a symbol before it merges, the JavaScript one after.
  const drop = unspelt.map((symbol) => ({
    type: "Replace",
    pattern: { String: symbol },
    content: "",
  }));
  return { type: "Sequence", pretokenizers: [...(cut ? [cut] : []), ...drop] };
}

/**
 * The reference's Digits step cuts at every numeric character (Unicode N: Ⅷ and ½ too), the
 * JavaScript one only at 0 to 9. Says the same as a split by pattern, which both do alike.
 */
function withUnicodeDigits(step: unknown): PreTokenizer | null {
  const parsed = v.safeParse(PreTokenizer, step);
  if (!parsed.success) return null;
  const { output } = parsed;
  if (output.pretokenizers) {
    const pretokenizers = output.pretokenizers.map(withUnicodeDigits).filter((p) => p !== null);
    return { ...output, pretokenizers };
  }
  if (output.type !== "Digits") return output;
  const Regex = output.individual_digits ? "\\p{N}" : "\\p{N}+";
  return { type: "Split", pattern: { Regex }, behavior: "Isolated", invert: false };
}

/**
 * The tokenizer that a GGUF's metadata describes, told as tokenizer.json and tokenizer_config.json,
 * so that both origins are read by the same code.
 */
import { EngineError } from "../errors.ts";
import { TokenizerMetadata, TokenType } from "./tokenizer-metadata.ts";
import type { GgufHeader } from "./types.ts";

/** What TextTokenizer takes. */
export interface GgufTokenizer {
  readonly tokenizerJson: object;
  readonly tokenizerConfig: object;
}

/**
 * @throws EngineError unsupported-model for another kind of vocabulary or an unknown way to cut
 * words, corrupt-model for metadata that is missing or damaged
 */
export function ggufTokenizer(header: Pick<GgufHeader, "metadata">): GgufTokenizer {
  const metadata = new TokenizerMetadata(header.metadata);
  const kind = metadata.text("model");
  switch (kind) {
    case "gpt2":
      return byteLevel(metadata);
    case "llama":
      return sentencepiece(metadata);
    default:
      throw new EngineError(
        "unsupported-model",
        `This model file has a vocabulary of the kind “${String(kind).slice(0, 40)}”; Moodring reads “gpt2” and “llama”. Choose another model.`,
      );
  }
}

/** How a family cuts words before it merges. */
interface Words {
  readonly pattern: string;
  readonly digits?: true;
  readonly nfc?: true;
  /** A word that is a token as it stands is not merged. */
  readonly whole?: true;
  readonly opens?: true;
}

const SIGNS = " ?[^\\s\\p{L}\\p{N}]+";
const BLANKS = "\\s+(?!\\S)|\\s+";
const GPT2 = `'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+|${SIGNS}|${BLANKS}`;
/** Words that take one sign before them, numbers of few digits, line ends by themselves. */
const later = (digits: string) =>
  `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|${digits}|${SIGNS}[\\r\\n]*|\\s*[\\r\\n]+|${BLANKS}`;

const LLAMA3: Words = { pattern: later("\\p{N}{1,3}"), whole: true, opens: true };
const WORDS: ReadonlyMap<string, Words> = new Map([
  ["default", { pattern: GPT2 }],
  ["gpt-2", { pattern: GPT2 }],
  ["gpt2", { pattern: GPT2 }],
  ["smollm", { pattern: GPT2, digits: true }],
  ["qwen2", { pattern: later("\\p{N}"), nfc: true }],
  ["llama-bpe", LLAMA3],
  ["llama3", LLAMA3],
  ["llama-v3", LLAMA3],
]);

function byteLevel(metadata: TokenizerMetadata): GgufTokenizer {
  const pre = metadata.text("pre") ?? "default";
  const words = WORDS.get(pre);
  if (!words) {
    throw new EngineError(
      "unsupported-model",
      `This model file cuts words in the way “${pre.slice(0, 40)}”, which Moodring does not know. Choose another model.`,
    );
  }
  const { pattern, digits, nfc, whole, opens } = words;
  const split = (Regex: string) => ({
    type: "Split",
    pattern: { Regex },
    behavior: "Isolated",
    invert: false,
  });
  return files(metadata, opens === true, {
    normalizer: nfc ? { type: "NFC" } : null,
    pre_tokenizer: {
      type: "Sequence",
      pretokenizers: [
        ...(digits ? [{ type: "Digits", individual_digits: true }] : []),
        split(pattern),
        { type: "ByteLevel", add_prefix_space: false, use_regex: false },
      ],
    },
    model: {
      type: "BPE",
      vocab: vocabulary(metadata),
      merges: metadata.texts("merges"),
      ignore_merges: whole === true,
    },
    added_tokens: addedTokens(metadata, false),
  });
}

function sentencepiece(metadata: TokenizerMetadata): GgufTokenizer {
  const blanks = { type: "Replace", pattern: { String: " " }, content: "\u2581" };
  const prefix = { type: "Prepend", prepend: "\u2581" };
  const withPrefix = metadata.flag("add_space_prefix") ?? true;
  return files(metadata, true, {
    normalizer: { type: "Sequence", normalizers: withPrefix ? [prefix, blanks] : [blanks] },
    pre_tokenizer: null,
    model: {
      type: "BPE",
      vocab: vocabulary(metadata),
      merges: [],
      scores: metadata.numbers("scores"),
      byte_fallback: true,
    },
    // The reference looks for these where blanks are marked already.
    added_tokens: addedTokens(metadata, true),
  });
}

function files(metadata: TokenizerMetadata, opens: boolean, json: object): GgufTokenizer {
  const named = (key: string) => metadata.tokenNamed(key);
  return {
    tokenizerJson: json,
    tokenizerConfig: {
      chat_template: metadata.chatTemplate,
      bos_token: named("bos_token_id"),
      eos_token: named("eos_token_id"),
      pad_token: named("padding_token_id"),
      unk_token: named("unknown_token_id"),
      add_bos_token: metadata.flag("add_bos_token") ?? opens,
    },
  };
}

/** Tokens that text is cut into. Of two that are spelled the same the first counts. */
function vocabulary({ tokens, types }: TokenizerMetadata): Readonly<Record<string, number>> {
  const ids = new Map<string, number>();
  for (const [id, token] of tokens.entries()) {
    const type = types[id];
    if ((type === TokenType.normal || type === TokenType.byte) && !ids.has(token)) {
      ids.set(token, id);
    }
  }
  return Object.fromEntries(ids);
}

function addedTokens({ tokens, types }: TokenizerMetadata, normalized: boolean): object[] {
  return tokens.flatMap((content, id) => {
    const special = types[id] === TokenType.control || types[id] === TokenType.unknown;
    if (content === "" || (!special && types[id] !== TokenType.userDefined)) return [];
    return [{ id, content, special, normalized: normalized && !special }];
  });
}

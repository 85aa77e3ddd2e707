/** Damaged and hostile tokenizers: each ends in ids that fit or in an EngineError. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteAlphabet } from "../core/pieces.ts";
import { byteTokens } from "../core/sentencepieces.ts";
import { compileChatTemplate } from "./chat-template.ts";
import { EngineError } from "./errors.ts";
import { ggufTokenizer } from "./gguf/tokenizer.ts";
import { damagedJson, type Json } from "./testing/hostile-json.ts";
import { TextTokenizer } from "./tokenizer.ts";

const BYTES = [...byteAlphabet(), "he", "ll", "hell", "Ġhe", "<|im_start|>", "<|im_end|>"];
const PIECES = [
  "<pad>",
  "<eos>",
  "<bos>",
  ...byteTokens(),
  "h",
  "e",
  "l",
  "o",
  "▁",
  "he",
  "▁he",
  "\n\n",
];
const TEMPLATE =
  "{{ bos_token }}{% for m in messages %}<|im_start|>{{ m.role }}: {{ m.content | trim }}<|im_end|>{% endfor %}";

const byteLevel: Json = {
  normalizer: { type: "Sequence", normalizers: [{ type: "NFC" }] },
  pre_tokenizer: {
    type: "Sequence",
    pretokenizers: [
      { type: "Digits", individual_digits: true },
      { type: "Split", pattern: { Regex: "\\p{L}+|\\s+" }, behavior: "Isolated", invert: false },
      { type: "ByteLevel", add_prefix_space: false, use_regex: true },
    ],
  },
  post_processor: {
    type: "TemplateProcessing",
    single: [{ SpecialToken: { id: "<|im_start|>" } }, { Sequence: { id: "A" } }],
  },
  model: {
    type: "BPE",
    vocab: Object.fromEntries(BYTES.map((token, id) => [token, id])),
    merges: ["h e", "l l", "he ll", "Ġ he"],
    ignore_merges: false,
  },
  added_tokens: [
    { id: 260, content: "<|im_start|>", special: true, lstrip: true, rstrip: false },
    { id: 261, content: "<|im_end|>", special: true, normalized: false, single_word: false },
    { id: 262, content: "<call>", special: false, normalized: true },
  ],
};
const sentencepiece: Json = {
  normalizer: {
    type: "Sequence",
    normalizers: [
      { type: "Prepend", prepend: "▁" },
      { type: "Replace", pattern: { String: " " }, content: "▁" },
    ],
  },
  pre_tokenizer: null,
  model: {
    type: "BPE",
    vocab: Object.fromEntries(PIECES.map((token, id) => [token, id])),
    merges: [
      ["h", "e"],
      ["▁", "he"],
    ],
    byte_fallback: true,
  },
  added_tokens: [{ id: 2, content: "<bos>", special: true }],
};
const config = {
  bos_token: { content: "<|im_start|>" },
  eos_token: "<|im_end|>",
  add_bos_token: true,
  chat_template: TEMPLATE,
};
const ggufBytes: Json = {
  "tokenizer.ggml.model": "gpt2",
  "tokenizer.ggml.pre": "qwen2",
  "tokenizer.ggml.tokens": BYTES,
  "tokenizer.ggml.token_type": BYTES.map((_, id) => (id < 260 ? 1 : 3)),
  "tokenizer.ggml.merges": ["h e", "l l", "he ll", "Ġ he"],
  "tokenizer.ggml.bos_token_id": 260,
  "tokenizer.ggml.eos_token_id": 261,
  "tokenizer.chat_template": TEMPLATE,
};
const ggufPieces: Json = {
  "tokenizer.ggml.model": "llama",
  "tokenizer.ggml.tokens": PIECES,
  "tokenizer.ggml.scores": PIECES.map((_, id) => -id),
  "tokenizer.ggml.token_type": PIECES.map((_, id) => (id < 3 ? 3 : id < 259 ? 6 : 1)),
  "tokenizer.ggml.bos_token_id": 2,
  "tokenizer.ggml.add_space_prefix": true,
};

const TEXT = "  hello he\u0301llo 42 ½ 🙂 <|im_end|><call>\n\n\u2581 <0x0A>";

/** @returns whether the tokenizer was taken */
function accepts(json: unknown, settings: unknown): boolean {
  let tokenizer: TextTokenizer;
  try {
    tokenizer = new TextTokenizer(json, settings);
  } catch (error) {
    return isNamed(error);
  }
  try {
    const alone = tokenizer.encodeText(TEXT);
    const chat = tokenizer.encodeChat(
      [
        { role: "system", content: "be" },
        { role: "user", content: TEXT },
      ],
      true,
    );
    for (const { text, tokens } of [alone, chat]) {
      const fits = tokens.every(
        ({ id, start, end }) =>
          Number.isInteger(id) && id >= 0 && start >= 0 && start <= end && end <= text.length,
      );
      expect(fits).toBe(true);
    }
    const ids = alone.tokens.map(({ id }) => id);
    expect(typeof tokenizer.decode([...ids, 0, 1, 2, 5_000_000])).toBe("string");
    tokenizer.fitTo(300);
  } catch (error) {
    return isNamed(error);
  }
  return true;
}

function isNamed(error: unknown): false {
  if (!(error instanceof EngineError)) throw error;
  expect(["corrupt-model", "unsupported-model"]).toContain(error.kind);
  expect(error.message).toMatch(/\. \w.*\.$/s);
  expect(error.message.length).toBeLessThan(400);
  return false;
}

/** Runs many cases; some must be taken and some refused, else the test tries nothing. */
function runCases<T>(cases: fc.Arbitrary<T>, numRuns: number, take: (value: T) => boolean): void {
  let taken = 0;
  fc.assert(
    fc.property(cases, (value) => {
      if (take(value)) taken++;
    }),
    { seed: 20261125, numRuns },
  );
  expect(taken).toBeGreaterThan(numRuns / 100);
  expect(taken).toBeLessThan(numRuns);
}

describe("a hostile tokenizer", () => {
  it("is what it says without damage", () => {
    for (const json of [byteLevel, sentencepiece]) {
      expect(accepts(json, { ...config, add_bos_token: false })).toBe(true);
    }
    for (const gguf of [ggufBytes, ggufPieces]) {
      const files = ggufTokenizer({ metadata: metadataOf(gguf) });
      expect(accepts(files.tokenizerJson, files.tokenizerConfig)).toBe(true);
    }
  });

  it("in tokenizer.json gives ids or an EngineError (5,000 cases)", () => {
    runCases(damagedJson(byteLevel), 2500, (json) => accepts(json, config));
    runCases(damagedJson(sentencepiece), 2500, (json) => accepts(json, {}));
  }, 30_000);

  it("in tokenizer_config.json gives ids or an EngineError (1,500 cases)", () => {
    runCases(damagedJson(config), 1500, (settings) => accepts(byteLevel, settings));
  }, 30_000);

  it("in a GGUF gives ids or an EngineError (3,000 cases)", () => {
    for (const gguf of [ggufBytes, ggufPieces]) {
      runCases(damagedJson(gguf), 1500, (damaged) => {
        try {
          const files = ggufTokenizer({ metadata: metadataOf(damaged) });
          return accepts(files.tokenizerJson, files.tokenizerConfig);
        } catch (error) {
          return isNamed(error);
        }
      });
    }
  }, 30_000);

  it("with a template of scraps renders or falls back (2,000 cases)", () => {
    const scraps = fc.constantFrom(
      ...["{{", "}}", "{%", "%}", "{%-", "-%}", "{#", "#}", "for m in messages", "endfor", "if"],
      ...[
        "else",
        "endif",
        "set x =",
        "m",
        ".content",
        "['role']",
        "|",
        "trim",
        "tojson",
        "join",
        "(",
      ],
      ...[
        ")",
        "[",
        "]",
        "::-1",
        "+",
        "~",
        "'a'",
        "loop.first",
        "generation",
        "endgeneration",
        "macro",
      ],
      ...["namespace(a=1)", "range(3)", "bos_token", "<|im_start|>", "\n", "raise_exception('no')"],
      ...["{{ m.content }}", "{% for m in messages %}", "{% endfor %}", "{{ messages | length }}"],
    );
    const template = fc.array(scraps, { maxLength: 16 }).map((all) => all.join(" "));
    runCases(template, 2000, (chat_template) => {
      const names = { bos_token: "<s>", eos_token: "</s>", pad_token: undefined };
      const file = { ...names, unk_token: undefined, add_bos_token: undefined, chat_template };
      const { text, plainTurns } = compileChatTemplate(file)(
        [{ role: "user", content: TEXT }],
        true,
      );
      if (plainTurns) expect(text).toBe(`Human: ${TEXT}\n\nAssistant:`);
      return !plainTurns;
    });
  }, 30_000);
});

function metadataOf(json: Json): Map<string, string | number | boolean | never[]> {
  return new Map(Object.entries(json ?? {}));
}

/** Every kind of tokenizer against the ids of a reference; see tools/reference/tokenizers_fixture.py. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ggufTokenizer } from "./gguf/tokenizer.ts";
import type { GgufValue } from "./gguf/types.ts";
import { TextTokenizer } from "./tokenizer.ts";

interface Kind {
  readonly metadata: Readonly<Record<string, GgufValue>>;
  readonly tokenizerJson: object;
  readonly tokenizerConfig: object;
  /** One row a text: of the tokenizers package, or of sentencepiece. */
  readonly ids: readonly (readonly number[])[];
  /** Rows of the tokenizers package where they are others than sentencepiece's. */
  readonly differing?: Readonly<Record<string, readonly number[]>>;
}

// Read at run time: the bundler's JSON reader refuses the half surrogates that the texts are about.
const read = <T>(name: string): T =>
  JSON.parse(
    readFileSync(new URL(`./fixtures/tokenizers/${name}.json`, import.meta.url), "utf8"),
  ) as T;
const { texts } = read<{ texts: readonly string[] }>("texts");

const idsOf = (tokenizer: TextTokenizer, text: string) =>
  tokenizer.encodeText(text).tokens.map(({ id }) => id);

describe.each(["gpt2", "smollm", "qwen2", "llama3", "gemma", "llama2"])(
  "a %s vocabulary",
  (name) => {
    const kind = read<Kind>(name);
    const fromJson = new TextTokenizer(kind.tokenizerJson, kind.tokenizerConfig);
    const gguf = ggufTokenizer({ metadata: new Map(Object.entries(kind.metadata)) });
    const fromGguf = new TextTokenizer(gguf.tokenizerJson, gguf.tokenizerConfig);

    it(`gives the reference's ids for ${texts.length} awkward strings, from a GGUF`, () => {
      expect(texts.length).toBeGreaterThanOrEqual(120);
      for (const [i, text] of texts.entries()) {
        expect(idsOf(fromGguf, text), JSON.stringify(text)).toEqual(kind.ids[i]);
      }
    });

    it("gives the reference's ids from tokenizer.json", () => {
      for (const [i, text] of texts.entries()) {
        const expected = kind.differing?.[i] ?? kind.ids[i];
        expect(idsOf(fromJson, text), JSON.stringify(text)).toEqual(expected);
      }
    });

    it("places tokens in order, covers the text and gives it back", () => {
      for (const tokenizer of [fromJson, fromGguf]) {
        for (const given of texts) {
          const { text, tokens } = tokenizer.encodeText(given);
          const opening = tokens.filter(({ special }) => special);
          expect(opening.every(({ start, end }) => start === 0 && end === 0)).toBe(true);
          const astray = tokens.filter(({ start, end }, i) => {
            const before = tokens[i - 1]?.end ?? 0;
            return start > before || end < before || start > end;
          });
          expect(astray, JSON.stringify(text)).toEqual([]);
          expect(tokens.at(-1)?.end ?? 0, JSON.stringify(text)).toBe(text.length);
          const back = tokenizer.decode(tokens.map(({ id }) => id));
          expect(back).toBe(asDecoded(name, text));
        }
      }
    });
  },
);

/** What normalisation leaves of a text: NFC for Qwen, blanks for their marks in the sentencepiece kind. */
function asDecoded(name: string, text: string): string {
  if (name === "qwen2") return text.normalize("NFC");
  return name === "gemma" || name === "llama2" ? text.replaceAll("\u2581", " ") : text;
}

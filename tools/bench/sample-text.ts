/** Texts of an exact number of tokens, and words to put at their end. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { TextTokenizer } from "../../src/engine/tokenizer.ts";

const SENTENCES = [
  "The bus was late again, so we walked home along the river and counted the lamps.",
  "My sister carried the bag with the bread, and I carried the one with the letters.",
  "At the bridge a man asked us the way to the old market, and we did not know it.",
  "He thanked us all the same and went on, slowly, with his hands in his pockets.",
  "When we came in, the kitchen was warm and somebody had put the kettle on.",
];

/** Common words, each one token after a space: a change of the last word is a change of one token. */
const LAST_WORDS =
  "sun rain home night river door work fear love hope pain light dark friend child road war peace death life fire water food money truth game school music heart voice".split(
    " ",
  );

export interface SampleTexts {
  /** A text of exactly that many tokens. */
  ofTokens(count: number): string;
  /** A text of exactly that many tokens without its last word, and words that complete it. */
  openEnded(count: number): { readonly start: string; readonly words: readonly string[] };
}

export async function sampleTexts(modelFolder: string): Promise<SampleTexts> {
  const json = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(join(modelFolder, file), "utf8"));
  const tokenizer = new TextTokenizer(
    await json("tokenizer.json"),
    await json("tokenizer_config.json"),
  );
  const count = (text: string) => tokenizer.encodeText(text).tokens.length;

  function ofTokens(wanted: number): string {
    let text = "";
    for (let i = 0; count(text) < wanted; i++) {
      text += `${text && " "}${SENTENCES[i % SENTENCES.length]}`;
    }
    const { tokens } = tokenizer.encodeText(text);
    const cut = text.slice(0, tokens[wanted - 1]?.end);
    if (count(cut) !== wanted) throw new Error(`no cut of the text has ${wanted} tokens`);
    return cut;
  }

  return {
    ofTokens,
    openEnded(wanted) {
      const start = ofTokens(wanted - 1);
      const words = LAST_WORDS.filter((word) => count(`${start} ${word}`) === wanted);
      return { start, words };
    },
  };
}

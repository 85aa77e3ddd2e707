/** For tests: two writers' stories, each cut to its beginning. Every emotion, with nine topics. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Corpus, parseCorpus } from "../vectors/corpus.ts";

const WRITERS = ["W0", "W1"];

export interface StoryLines {
  readonly writer: string;
  readonly lines: string;
}

/** One file a writer. @param characters how long each text is */
export function shortStories(characters = 60): StoryLines[] {
  return WRITERS.map((writer) => {
    const path = fileURLToPath(new URL(`../../content/stories/${writer}.jsonl`, import.meta.url));
    const lines = readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => {
        const story = JSON.parse(line) as { readonly text: string };
        return JSON.stringify({ ...story, text: story.text.slice(0, characters) });
      });
    return { writer, lines: lines.join("\n") };
  });
}

export function smallCorpus(characters?: number): Corpus {
  return parseCorpus("short stories", shortStories(characters));
}

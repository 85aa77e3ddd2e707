/** The stories that vectors are found with, from JSON lines. */
import * as v from "valibot";
import { EMOTIONS, type Emotion } from "../../core/emotions.ts";
import { EngineError } from "../errors.ts";

export interface Story {
  readonly emotion: Emotion;
  readonly topic: string;
  readonly writer: string;
  readonly text: string;
}

export interface Corpus {
  readonly name: string;
  readonly stories: readonly Story[];
  /** Texts without an emotion, for the paper's recipe and for residual norms. */
  readonly neutral: readonly string[];
}

/** One writer's stories, as JSON lines. */
export interface StoryFile {
  readonly writer: string;
  readonly lines: string;
}

/** What vectors say that they were made from. */
export const CORPUS_NAME = "moodring stories v2";

/** Every byte of the stories, as a build's key takes them. */
export function corpusBytes(files: readonly StoryFile[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(files.map(({ lines }) => lines).join("\n"));
}

const Line = v.object({
  emotion: v.picklist([...EMOTIONS, "neutral"]),
  topic: v.optional(v.string(), ""),
  text: v.pipe(v.string(), v.minLength(1)),
});

/**
 * @param files one a writer: name and JSON lines, in the corpus' order
 * @throws EngineError bad-input with file and line
 */
export function parseCorpus(name: string, files: readonly StoryFile[]): Corpus {
  const stories: Story[] = [];
  const neutral: string[] = [];
  for (const { writer, lines } of files) {
    for (const [index, line] of lines.split("\n").entries()) {
      if (line.trim() === "") continue;
      const { emotion, topic, text } = parseLine(line, `${writer}, line ${index + 1}`);
      if (emotion === "neutral") neutral.push(text);
      else stories.push({ emotion, topic, writer, text });
    }
  }
  return { name, stories, neutral };
}

function parseLine(line: string, where: string): v.InferOutput<typeof Line> {
  try {
    return v.parse(Line, JSON.parse(line));
  } catch (error) {
    throw new EngineError("bad-input", `The corpus cannot be read at ${where}.`, { cause: error });
  }
}

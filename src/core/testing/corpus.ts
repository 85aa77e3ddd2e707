/** A small made-up corpus for tests: 4 writers, 8 topics, two writers a topic, no model needed. */
import { EMOTIONS } from "../emotions.ts";
import { createRandom } from "../random.ts";
import type { StoryInfo } from "../validation/folds.ts";
import { randomMatrix } from "./matrices.ts";

export interface TestCorpus {
  readonly stories: readonly StoryInfo[];
  /** [n, width]: emotion + topic + writer + noise. `signal` scales the emotion's part. */
  residuals(width: number, signal: number): Float32Array;
}

export function testCorpus(): TestCorpus {
  const stories = ["w0", "w1", "w2", "w3"].flatMap((writer, w) =>
    [0, 1, 2, 3].flatMap((k) =>
      EMOTIONS.map((emotion, e): StoryInfo => {
        const topic = `topic ${(2 * w + k) % 8}`;
        return { emotion, topic, writer, text: `The ${topic} sign${e} of ${writer}, said they.` };
      }),
    ),
  );
  const residuals = (width: number, signal: number) => {
    const random = createRandom(2);
    const emotions = randomMatrix(EMOTIONS.length, width, 11);
    const topics = randomMatrix(8, width, 12);
    const writers = randomMatrix(4, width, 13);
    const part = (m: Float64Array, row: number, j: number) => m[row * width + j] as number;
    return Float32Array.from({ length: stories.length * width }, (_, at) => {
      const story = stories[Math.floor(at / width)] as StoryInfo;
      const j = at % width;
      return (
        5 +
        signal * part(emotions, EMOTIONS.indexOf(story.emotion), j) +
        2 * part(topics, Number(story.topic.slice(6)), j) +
        2 * part(writers, Number(story.writer.slice(1)), j) +
        0.5 * random.normal()
      );
    });
  };
  return { stories, residuals };
}

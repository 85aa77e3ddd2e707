/** Made-up story means for tests: emotions with known centres, and noise that is wide along some directions. */
import { EMOTIONS } from "../emotions.ts";
import type { Stories } from "../fit/fit-emotion-vectors.ts";
import { createRandom } from "../random.ts";
import { randomMatrix } from "./matrices.ts";

/** `each` stories an emotion in `width` dimensions, around an offset of 40 in every column. */
export function testStories(each: number, width: number, seed: number): Stories {
  const random = createRandom(seed);
  const centres = randomMatrix(EMOTIONS.length, width, 1000);
  const labels = EMOTIONS.flatMap((_, e) => Array.from({ length: each }, () => e));
  const x = new Float64Array(labels.length * width);
  for (const [row, label] of labels.entries()) {
    for (let j = 0; j < width; j++) {
      const noise = (j % 5 === 0 ? 6 : 0.5) * random.normal();
      x[row * width + j] = 40 + (centres[label * width + j] as number) + noise;
    }
  }
  return { x, width, labels };
}

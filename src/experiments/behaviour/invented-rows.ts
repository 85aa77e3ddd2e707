/** For tests: rows of a made-up model that follows its vectors as it is told to. */
import { EMOTIONS, type Emotion } from "../../core/emotions.ts";
import { createRandom } from "../../core/random.ts";
import { RANDOM_DIRECTIONS } from "../../core/vectors.ts";
import { alphasOf, type Settings } from "./fields.ts";
import type { BehaviourRow } from "./rows.ts";
import { itemsOf, ownAndOthers } from "./run-item.ts";
import type { Aspect } from "./summary.ts";

export interface Invented {
  /** Nats of log odds for an α of 1. */
  readonly slope: (aspect: Aspect, emotion: Emotion) => number;
  /** Nats that each answer loses at this α. */
  readonly loss?: (alpha: number) => number;
}

const NOISE = 0.05;

export function inventedRows(settings: Settings, { slope, loss = () => 0 }: Invented) {
  const random = createRandom(3);
  const noise = () => NOISE * random.normal();
  const alphas = alphasOf(settings);
  const rows = new Map<string, BehaviourRow>();
  for (const { id } of itemsOf(settings)) {
    const aspect = id.split("/")[0] as Aspect;
    const directions = Array.from({ length: RANDOM_DIRECTIONS.count }, (_, i) => i);
    if (aspect === "own") {
      const plain = EMOTIONS.map(() => -12 + noise());
      const under = (alpha: number, pushed: number | null) =>
        plain.map((nats, emotion) => {
          const push = emotion === pushed ? alpha * slope("own", EMOTIONS[emotion] as Emotion) : 0;
          return nats + push - loss(alpha) + noise();
        });
      rows.set(id, {
        kind: "own",
        plain,
        emotions: EMOTIONS.map((_, emotion) =>
          alphas.map((alpha) => ownAndOthers(under(alpha, emotion), emotion)),
        ),
        random: directions.map(() => alphas.map((alpha) => under(alpha, null))),
      });
      continue;
    }
    const plain: [number, number] = [-20 + random.normal(), -20];
    const under = (alpha: number, push: number): [number, number] => [
      plain[0] + alpha * push - loss(alpha) + noise(),
      plain[1] - loss(alpha),
    ];
    rows.set(id, {
      kind: "choice",
      plain,
      emotions: EMOTIONS.map((emotion) =>
        alphas.map((alpha) => under(alpha, slope(aspect, emotion))),
      ),
      random: directions.map(() => alphas.map((alpha) => under(alpha, 0))),
    });
  }
  return rows;
}

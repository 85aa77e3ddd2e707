/** Steering calm as another rescue: what it makes the model write, beside random directions as strong. */

import { createRandom } from "../../core/random.ts";
import { type Band, bandOf } from "../../core/random-band.ts";
import { signFlipP } from "../../core/statistics/permutation-tests.ts";
import { mean } from "../../core/statistics/summary.ts";
import { type Contrast, type Effect, effect } from "../contrast.ts";
import type { TaskRows } from "./by-task.ts";
import { DRAWN, type MeasureId, measured } from "./measures.ts";
import type { WrittenRow } from "./rows.ts";

/** Means over what was written. */
export interface Coherence {
  /** Nats a token under the plain model. */
  readonly logprob: number;
  readonly repeated: number;
}

export interface SteeringEffect {
  /** Calm − plain over the written tokens; its band are random directions − plain. */
  readonly calm: Contrast;
  /** The mean of a task's random directions − plain. */
  readonly random: Effect;
  readonly coherence: Readonly<Record<"plain" | "calm" | "random", Coherence>>;
}

const DRAWS = 1000;

/** Null for fewer than two tasks where all columns wrote something. */
export function steeringOf(tasks: readonly TaskRows[], id: MeasureId): SteeringEffect | null {
  const whole = tasks.flatMap(({ written }) => {
    const plain = written?.find(({ column }) => column === "plain");
    const calm = written?.find(({ column }) => column === "calm");
    const random = (written ?? []).filter(({ column }) => column.startsWith("random-"));
    if (!plain?.reading || !calm?.reading || random.some(({ reading }) => reading === null)) {
      return [];
    }
    return [{ plain, calm, random }];
  });
  if (whole.length < 2) return null;
  const value = ({ reading }: WrittenRow) => measured(reading ?? [], id);
  const calm = whole.map((task) => value(task.calm) - value(task.plain));
  const random = whole.map((task) => task.random.map((one) => value(one) - value(task.plain)));
  return {
    calm: {
      ...effect(calm),
      p: signFlipP(calm),
      band: bandOfMeans(random),
      tasks: whole.length,
    },
    random: effect(random.map(mean), DRAWN),
    coherence: {
      plain: coherence(whole.map((task) => task.plain)),
      calm: coherence(whole.map((task) => task.calm)),
      random: coherence(whole.flatMap((task) => task.random)),
    },
  };
}

/** Where the mean over tasks falls when each is steered with one of its own random directions. */
function bandOfMeans(random: readonly (readonly number[])[]): Band {
  const { integer } = createRandom(1);
  return bandOf(
    Array.from({ length: DRAWS }, () =>
      mean(random.map((of) => of[integer(Math.max(1, of.length))] ?? Number.NaN)),
    ),
  );
}

function coherence(written: readonly WrittenRow[]): Coherence {
  return {
    logprob: mean(written.map(({ logprob }) => logprob ?? Number.NaN)),
    repeated: mean(written.map(({ repeated }) => repeated ?? Number.NaN)),
  };
}

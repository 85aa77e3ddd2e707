/** Steering as another rescue: what the model writes after the last rejection, read by the plain model. */
import type { Message } from "../../core/chat.ts";
import { DEFAULT_SAMPLER } from "../../core/sampler.ts";
import { mean } from "../../core/statistics/summary.ts";
import type { SteeringPlan } from "../../core/steering.ts";
import { COLUMNS } from "../../core/vectors-access.ts";
import type { ExperimentModel } from "../contract.ts";
import { round5 } from "../round.ts";
import { KEPT_COLUMNS, type WrittenRow } from "./rows.ts";

/** Tokens that are written. */
export const WRITE_TOKENS = 40;
/** Random directions a task; each task has its own. */
export const RANDOM_COLUMNS = 3;

export interface WriteAfter {
  readonly model: ExperimentModel;
  readonly messages: readonly Message[];
  readonly alpha: number;
  readonly layer: number;
  /** Layers + 1. */
  readonly points: number;
  /** Of the sampler and of the random directions. */
  readonly seed: number;
  readonly signal: AbortSignal;
}

/** Columns: `plain`, `calm`, `random-1` …; the same draws for all, so that they differ by the steering alone. */
export async function writeAfter(request: WriteAfter): Promise<WrittenRow[]> {
  const { model, messages, alpha, layer, points, seed, signal } = request;
  const calm: SteeringPlan = { terms: [{ emotion: "calm", alpha }], layer, where: "reply" };
  const columns = [
    { id: "plain", steering: null },
    { id: "calm", steering: calm },
    ...Array.from({ length: RANDOM_COLUMNS }, (_, i) => ({
      id: `random-${i + 1}`,
      steering: { ...calm, randomSeed: seed * RANDOM_COLUMNS + i + 1 },
    })),
  ];
  const found = new Map(
    columns.map(({ id }) => [
      id,
      { text: "", ids: [] as number[], rows: [] as number[][], logprobs: [] as number[] },
    ]),
  );
  await model.generate(
    {
      prompt: { kind: "chat", messages, openReply: true },
      columns,
      sampler: { ...DEFAULT_SAMPLER, seed },
      maxTokens: WRITE_TOKENS,
      set: "text",
    },
    (event) => {
      const column = found.get(event.column);
      if (column === undefined) return;
      if (event.kind === "tokens") {
        column.ids.push(...event.ids);
        column.text += event.pieces.join("");
      } else if (event.kind === "readings") {
        column.logprobs.push(...event.logprobs);
        for (let token = 0; token < event.count; token++) {
          const from = (token * points + layer) * COLUMNS;
          column.rows.push(KEPT_COLUMNS.map((one) => event.z[from + one] as number));
        }
      }
    },
    signal,
  );
  return columns.map(({ id }) => {
    const { text, ids, rows, logprobs } = found.get(id) ?? EMPTY;
    const none = rows.length === 0;
    return {
      column: id,
      text,
      reading: none
        ? null
        : KEPT_COLUMNS.map((_, column) => round5(mean(rows.map((row) => row[column] as number)))),
      logprob: none ? null : round5(mean(logprobs)),
      repeated: ids.length === 0 ? null : round5(1 - new Set(ids).size / ids.length),
    };
  });
}

const EMPTY = { text: "", ids: [], rows: [], logprobs: [] };

/** Readings of a chat at the user's turns: one pass a set of vectors gives all of them. */
import type { Message } from "../core/chat.ts";
import { mean } from "../core/statistics/summary.ts";
import type { VectorSetName } from "../core/vectors.ts";
import { COLUMNS } from "../core/vectors-access.ts";
import type { ReadStart } from "../worker/contract.ts";
import type { ExperimentModel } from "./contract.ts";
import { round5 } from "./round.ts";

/** Where in a turn it is read. */
export const PLACES = [
  { id: "reply", label: "before the reply" },
  { id: "text", label: "over the user's words" },
] as const satisfies readonly { readonly id: VectorSetName; readonly label: string }[];
export type PlaceId = (typeof PLACES)[number]["id"];

export interface TurnReadings {
  readonly tokens: number;
  /** One row of the kept columns a user's message, story σ. */
  readonly rows: number[][];
}

export interface ReadTurns {
  readonly model: ExperimentModel;
  readonly messages: readonly Message[];
  /** Of a reading [K], those that are kept. */
  readonly columns: readonly number[];
  /** `reply`: at the response-preparation token after each user's message; `text`: mean over its words. */
  readonly set: VectorSetName;
  readonly layer: number;
  /** Layers + 1. */
  readonly points: number;
  readonly signal: AbortSignal;
}

/** Rejects with bad-input where the chat is longer than the model's context. */
export async function readTurns(request: ReadTurns): Promise<TurnReadings> {
  const { model, messages, columns, set, layer, points, signal } = request;
  const prompt = { kind: "chat", messages, openReply: true } as const;
  const starts: ReadStart[] = [];
  const kept: number[][] = [];
  await model.read(
    { prompt, set },
    (event) => {
      if (event.kind === "start") {
        starts.push(event);
        return;
      }
      for (let token = 0; token < event.count; token++) {
        const from = (token * points + layer) * COLUMNS;
        kept[event.start + token] = columns.map((column) => event.z[from + column] as number);
      }
    },
    signal,
  );
  const [said] = starts;
  if (said === undefined) throw new Error("the model said nothing of what it read");
  // A point is never read of a text that is too long: this says so in the engine's own words.
  if (said.unread > 0) await model.point({ prompt, set, at: "last" }, signal);
  const places = set === "reply" ? preparationTokens(messages, said) : wordTokens(messages, said);
  const rows = places.map((tokens) =>
    columns.map((_, column) =>
      round5(mean(tokens.map((token) => kept[token]?.[column] ?? Number.NaN))),
    ),
  );
  return { tokens: said.tokens.length, rows };
}

/**
 * For each user's message the last token of the template before the reply begins. A model reads from
 * left to right, so that it is the same there as if the chat ended with it.
 */
function preparationTokens(messages: readonly Message[], start: ReadStart): number[][] {
  return messages.flatMap(({ role }, place) => {
    if (role !== "user") return [];
    const reply = start.contents[place + 1];
    if (reply === undefined) return [[start.tokens.length - 1]];
    const last = start.tokens.findLastIndex(({ end }) => end <= reply.start);
    return [[last]];
  });
}

/** For each user's message the tokens of its words; the first token of all, a sink, is never one. */
function wordTokens(messages: readonly Message[], { tokens, contents }: ReadStart): number[][] {
  return messages.flatMap(({ role }, place) => {
    const words = contents[place];
    if (role !== "user" || words === undefined) return [];
    return [
      tokens.flatMap(({ start, end, special }, i) =>
        i > 0 && !special && start < words.end && end > words.start ? [i] : [],
      ),
    ];
  });
}

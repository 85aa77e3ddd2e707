/** Readings of a chat at each message of the user: one pass a set of vectors. */
import type { Message } from "../../core/chat.ts";
import { mean } from "../../core/statistics/summary.ts";
import type { VectorSetName } from "../../core/vectors.ts";
import { COLUMNS } from "../../core/vectors-access.ts";
import type { ReadStart } from "../../worker/contract.ts";
import type { ExperimentModel } from "../contract.ts";
import { round5 } from "../round.ts";
import { KEPT_COLUMNS } from "./rows.ts";

export interface ReadTurns {
  readonly model: ExperimentModel;
  readonly messages: readonly Message[];
  /** `reply`: at the token before each reply; `text`: mean over the user's words. */
  readonly set: VectorSetName;
  readonly layer: number;
  /** Layers + 1. */
  readonly points: number;
  readonly signal: AbortSignal;
}

/** One row of KEPT_COLUMNS a message of the user, story σ. Rejects with bad-input where the chat is too long. */
export async function readTurns(request: ReadTurns): Promise<{ tokens: number; rows: number[][] }> {
  const { model, messages, set, layer, points, signal } = request;
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
        kept[event.start + token] = KEPT_COLUMNS.map((column) => event.z[from + column] as number);
      }
    },
    signal,
  );
  const [start] = starts;
  if (start === undefined) throw new Error("the model said nothing of what it read");
  // A point is never read of a text that is too long: this says so in the engine's own words.
  if (start.unread > 0) await model.point({ prompt, set, at: "last" }, signal);
  const rows = messages.flatMap(({ role }, place) => {
    if (role !== "user") return [];
    const tokens = set === "reply" ? beforeReply(start, place) : ofWords(start, place);
    return [
      KEPT_COLUMNS.map((_, column) =>
        round5(mean(tokens.map((token) => kept[token]?.[column] ?? Number.NaN))),
      ),
    ];
  });
  return { tokens: start.tokens.length, rows };
}

/** The last token of the template before the reply: the same as if the chat ended with it. */
function beforeReply({ tokens, contents }: ReadStart, place: number): number[] {
  const reply = contents[place + 1];
  if (reply === undefined) return [tokens.length - 1];
  return [tokens.findLastIndex(({ end }) => end <= reply.start)];
}

/** The first token of all, a sink, is never one of them. */
function ofWords({ tokens, contents }: ReadStart, place: number): number[] {
  const words = contents[place];
  if (words === undefined) return [];
  return tokens.flatMap(({ start, end, special }, i) =>
    i > 0 && !special && start < words.end && end > words.start ? [i] : [],
  );
}

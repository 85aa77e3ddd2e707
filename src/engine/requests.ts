/**
 * What a model is asked, and what it answers. Plain values: they cross the worker's border as they
 * are, readings as transferred arrays.
 *
 * Shapes: T tokens, P residual points (layers + 1), K = 24 emotions + 20 random directions.
 */
import type { Prompt } from "../core/chat.ts";
import type { SamplerSettings } from "../core/sampler.ts";
import type { SteeringPlan } from "../core/steering.ts";
import type { VectorSetName } from "../core/vectors.ts";

/** One token as text. Offsets are UTF-16 indices into the text that was given (chat: the rendered template). */
export interface TokenSpan {
  readonly id: number;
  readonly start: number;
  readonly end: number;
  /** Half a character: this token's bytes end inside one; its span is that of the whole character. */
  readonly partial: boolean;
  /** A control token of the template (never one from what a user typed). */
  readonly special: boolean;
}

export interface ReadRequest {
  readonly prompt: Prompt;
  readonly set: VectorSetName;
}

/** Sent once, before any chunk. */
export interface ReadStart {
  readonly kind: "start";
  /** The text that the offsets index: as given, or the rendered template. */
  readonly text: string;
  readonly tokens: readonly TokenSpan[];
  /** Tokens beyond the context, which are not read. */
  readonly unread: number;
  /** Where each chat message's own words lie in `text`; empty for plain text. */
  readonly contents: readonly { readonly start: number; readonly end: number }[];
  /** Sentences for the page on how the chat was put (plain turns, a moved system message); most often none. */
  readonly notes?: readonly string[];
}

/** Readings of tokens start … start + count − 1. The first chunk starts at 0 and holds the kept prefix. */
export interface ReadChunk {
  readonly kind: "chunk";
  readonly start: number;
  readonly count: number;
  /** [count, P, K] in story σ. */
  readonly z: Float32Array;
}

export interface ReadDone {
  readonly tokens: number;
  /** Tokens whose keys and values were kept from the text before. */
  readonly kept: number;
  readonly ms: number;
}

/** One continuation. `id` names the column on the page: plain, steered, random. */
export interface GenerateColumn {
  readonly id: string;
  readonly steering: SteeringPlan | null;
}

export interface GenerateRequest {
  readonly prompt: Prompt;
  /** Columns that are to run; they grow in turn, one token each. */
  readonly columns: readonly GenerateColumn[];
  readonly sampler: SamplerSettings;
  readonly maxTokens: number;
  readonly set: VectorSetName;
}

export type GenerateEvent =
  /** New tokens of a column, as text pieces that join to its text. */
  | {
      readonly kind: "tokens";
      readonly column: string;
      readonly start: number;
      readonly ids: readonly number[];
      readonly pieces: readonly string[];
    }
  /** Readings of a column's tokens by the plain model [count, P, K], and log-probabilities under it (nats). */
  | {
      readonly kind: "readings";
      readonly column: string;
      readonly start: number;
      readonly count: number;
      readonly z: Float32Array;
      readonly logprobs: Float32Array;
      /** The same tokens read inside the steered run: after the write, mostly the added vector itself. */
      readonly inside?: Float32Array;
    }
  | { readonly kind: "end"; readonly column: string; readonly reason: "stop" | "length" };

export interface GenerateDone {
  readonly promptTokens: number;
  readonly tokensPerSecond: number;
  readonly ms: number;
}

export interface ScoreRequest {
  readonly prompt: Prompt;
  readonly continuations: readonly string[];
  readonly steering: SteeringPlan | null;
}

/** One prompt read to a single row: over its text (story rule) or at its last token. */
export interface PointRequest {
  readonly prompt: Prompt;
  readonly set: VectorSetName;
  readonly at: "mean" | "last";
}

export interface PointReading {
  /** [P, K] in story σ. */
  readonly z: Float32Array;
  readonly tokens: number;
}

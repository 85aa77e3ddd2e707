/** What one contestant's page can be asked, and what it answers. */
import type { Length } from "../engine-timings.ts";

/** Milliseconds of a whole prefill, and of one decode step after it. */
export interface PeerRound {
  readonly prefill: Readonly<Record<Length, number>>;
  readonly decode: Readonly<Record<Length, number>>;
}

/** How near a contestant's next-token probabilities are to PyTorch's. */
export interface Fidelity {
  /** Mean of Σ p (log p − log q), nats. */
  readonly divergence: number;
  /** Share of positions at which both like the same token best. */
  readonly agreement: number;
  readonly positions: number;
  /** The divergence is a lower bound: the contestant tells its likeliest tokens only. */
  readonly lowerBound: boolean;
}

/** Milliseconds of one prefill, and of one step after it. */
export interface Timing {
  readonly prefill: number;
  readonly step: number;
}

/** A language model of one engine, ready to run. Ids in, times out. */
export interface Contestant {
  /** A prefill of `length` tokens and `steps` steps after it. @param text of so many tokens */
  time(length: Length, steps: number, text: string): Promise<Timing>;
  fidelity(reference: Reference): Promise<Fidelity>;
}

/** A text of exactly so many tokens, for an engine that takes no ids. */
export type Texts = Readonly<Record<Length, string>>;

/** PyTorch's log-probabilities [rows, vocabulary] at some positions of one text. */
export interface Reference {
  readonly ids: readonly number[];
  readonly rows: readonly number[];
  /** The text up to each row, its own token included. */
  readonly prefixes: readonly string[];
  readonly logProbabilities: Float32Array;
}

export type PeerRequest =
  | {
      readonly kind: "load";
      readonly id: string;
      readonly threads: number;
      /** A setting's name. */
      readonly setting: string;
    }
  | { readonly kind: "trial"; readonly texts: Texts }
  | { readonly kind: "round"; readonly steps: number; readonly texts: Texts }
  | { readonly kind: "fidelity" };

export type PeerReply =
  | { readonly kind: "loaded"; readonly ms: number }
  | { readonly kind: "trial"; readonly timing: Timing }
  | { readonly kind: "round"; readonly round: PeerRound }
  | { readonly kind: "fidelity"; readonly fidelity: Fidelity }
  | { readonly kind: "failed"; readonly message: string };

/** What the engine's page measures: times in milliseconds, so that rounds can be paired. */

/** The same work with and without readings, one entry a repetition. */
export interface Pair {
  readonly tapsOn: number[];
  readonly tapsOff: number[];
}

export const LENGTHS = [128, 512] as const;
export type Length = (typeof LENGTHS)[number];

export interface EngineRound {
  /** A whole prefill of that many tokens. */
  readonly prefill: Readonly<Record<Length, Pair>>;
  /** Single steps after that many tokens; steps on and off take turns. */
  readonly decode: Readonly<Record<Length, Pair>>;
  /** Three new tokens after 200, with readings. */
  readonly threeTokens: number;
}

export type EngineRequest =
  | { readonly kind: "load"; readonly threads: number }
  | { readonly kind: "round"; readonly steps: number };

export type EngineReply =
  | { readonly kind: "loaded"; readonly ms: number }
  | { readonly kind: "round"; readonly round: EngineRound }
  | { readonly kind: "failed"; readonly message: string };

/** What the engine's page measures: times in milliseconds, so that rounds can be paired. */

/** The same work with and without readings, one entry a repetition. */
export interface Pair {
  readonly tapsOn: number[];
  readonly tapsOff: number[];
}

export const LENGTHS = [128, 512] as const;
export type Length = (typeof LENGTHS)[number];

/** Tokens before the steps that show what length costs: three quarters of what the page reads. */
export const FAR = 1500;

export interface EngineRound {
  /** A whole prefill of that many tokens. */
  readonly prefill: Readonly<Record<Length, Pair>>;
  /** Single steps after that many tokens; steps on and off take turns. */
  readonly decode: Readonly<Record<Length, Pair>>;
  /** Single steps after FAR tokens, with readings. */
  readonly farDecode: readonly number[];
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

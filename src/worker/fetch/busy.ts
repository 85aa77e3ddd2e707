/** Servers that can't answer just now: how long they ask to be left alone, and asking again. */
import { EngineError } from "../../engine/errors.ts";
import { pauseForNetwork } from "./network-pause.ts";

/** Nobody sits before a page that waits longer without a word. */
export const LONGEST_WAIT_MS = 60_000;

/** A server that has too much to do, or is being mended: status 408, 429, 5xx. */
export class ServerBusy extends EngineError {
  /** So long the server asks not to be asked; null where it says nothing. */
  readonly retryAfterMs: number | null;

  constructor(message: string, retryAfterMs: number | null) {
    super("offline", message);
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * The header Retry-After, which holds seconds or a date (RFC 9110, 10.2.3), in ms.
 * @param now ms since 1970
 */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** @param usual the wait where the server does not say. @returns null where it is not worth waiting */
export function waitFor(error: unknown, usual: number): number | null {
  const asked = error instanceof ServerBusy ? (error.retryAfterMs ?? 0) : 0;
  return asked > LONGEST_WAIT_MS ? null : Math.max(usual, asked);
}

/** Waits for small questions: somebody looks at a model and wants to know. */
const QUESTION_WAITS = [500, 2000] as const;

/**
 * Asks again where the server is busy.
 * @throws what `ask` throws, at last; EngineError cancelled
 */
export async function whileBusy<T>(
  question: () => Promise<T>,
  signal: AbortSignal,
  waits: readonly number[] = QUESTION_WAITS,
): Promise<T> {
  for (let failed = 0; ; failed++) {
    try {
      return await question();
    } catch (error) {
      const usual = waits[failed];
      if (!(error instanceof ServerBusy) || usual === undefined) throw error;
      const wait = waitFor(error, usual);
      if (wait === null) throw error;
      await pauseForNetwork(wait, signal);
    }
  }
}

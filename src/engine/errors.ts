/**
 * The one error class that crosses the engine's boundary: a name to act on and a sentence for
 * people that says what to do.
 */
export const ERROR_KINDS = [
  "bad-input",
  "bad-numerics",
  "cancelled",
  "corrupt-model",
  "gpu-lost",
  "missing-file",
  "no-simd",
  "no-vectors",
  "offline",
  "out-of-memory",
  "quota",
  "unsupported-model",
  "worker-died",
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly kind: ErrorKind;

  constructor(kind: ErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** Runs a check of what a user set: its RangeError arrives as bad-input, in the same words. */
export function checkedInput<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new EngineError("bad-input", `This setting can't be used: ${error.message}.`, {
      cause: error,
    });
  }
}

/** Throws the cancelled error when the caller has given up. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new EngineError("cancelled", "Stopped.");
}

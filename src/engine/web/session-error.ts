import { EngineError } from "../errors.ts";

/** What ONNX Runtime threw as a session was made, as an error for people. */
export function sessionError(error: unknown): EngineError {
  const text = error instanceof Error ? error.message : String(error);
  if (/memory|allocat|std::bad_alloc|\b\d{6,}\b/i.test(text)) {
    return new EngineError(
      "out-of-memory",
      "This device did not have enough free memory for the model. Close other tabs and try again.",
      { cause: error },
    );
  }
  return new EngineError("unsupported-model", `The model could not be started: ${text}`, {
    cause: error,
  });
}

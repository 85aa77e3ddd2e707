import { EngineError } from "../../engine/errors.ts";

/** For a model of another server while nobody has agreed to that server. */
export function notNearby(name: string): EngineError {
  return new EngineError(
    "missing-file",
    `${name} lies on another server, which has not been asked. Look at it on the Models page first.`,
  );
}

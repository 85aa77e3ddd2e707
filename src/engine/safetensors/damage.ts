import { EngineError } from "../errors.ts";

/** The error for a file that contradicts itself. `why` ends the sentence “This safetensors file is damaged: …”. */
export function damaged(why: string): EngineError {
  return new EngineError(
    "corrupt-model",
    `This safetensors file is damaged: ${why}. Download it again.`,
  );
}

import { EngineError } from "../errors.ts";

/** The error for a file that contradicts itself. `why` ends the sentence “This GGUF file is damaged: …”. */
export function damaged(why: string): EngineError {
  return new EngineError("corrupt-model", `This GGUF file is damaged: ${why}. Download it again.`);
}

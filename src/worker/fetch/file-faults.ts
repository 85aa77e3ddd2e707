/** What can be wrong with a file that was fetched, in words. */
import { EngineError } from "../../engine/errors.ts";

/** For messages: “12.3 MB”. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

export function tooLong(name: string, bytes: number): EngineError {
  return new EngineError(
    "corrupt-model",
    `${name} is longer than the ${megabytes(bytes)} that were published. The copy on its server is another file.`,
  );
}

export function tooShort(name: string, came: number, bytes: number): EngineError {
  return new EngineError(
    "corrupt-model",
    `${name} is incomplete: ${megabytes(came)} of ${megabytes(bytes)} came. Load again; if it stays so, the copy on its server is cut short.`,
  );
}

export function otherFile(name: string): EngineError {
  return new EngineError(
    "corrupt-model",
    `${name} is not the file that was published: its checksum differs. Load again; if it stays so, the copy on its server is damaged.`,
  );
}

export function keepsChanging(name: string): EngineError {
  return new EngineError(
    "corrupt-model",
    `${name} changes on its server while it is fetched, so that no whole version of it came. Wait until its publisher is done and load again.`,
  );
}

export function noSpace(name: string, needed: number, free: number): EngineError {
  const left =
    free > 0 && free < needed ? `only ${megabytes(free)} are free` : "too little is free";
  return new EngineError(
    "quota",
    `${name} needs ${megabytes(needed)} of this browser's storage, and ${left}. Remove a model on the Models page or free space on the disk, then load again. Nothing of it was kept.`,
  );
}

/** The same fault, with what is kept of the file all the same. */
export function keptSoFar(fault: EngineError, bytes: number): EngineError {
  if (bytes === 0) return fault;
  const kept = `${megabytes(bytes)} of it are kept, and it goes on from there.`;
  return new EngineError(fault.kind, `${fault.message} ${kept}`, { cause: fault });
}

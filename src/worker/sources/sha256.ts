import { EngineError } from "../../engine/errors.ts";

/** In hex. @throws EngineError unsupported-model on a page over plain http, which may not hash */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (globalThis.crypto?.subtle === undefined) {
    throw new EngineError(
      "unsupported-model",
      "Over plain http a page may not compute checksums, so that only this site's own model can be loaded. Open the page over https.",
    );
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

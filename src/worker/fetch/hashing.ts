/** sha256 of bytes at once, and of a stream as it comes. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** In hex. The browser's own hashing is many times faster, but not every page may use it. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (globalThis.crypto?.subtle === undefined) return bytesToHex(sha256(bytes));
  return bytesToHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

export interface StreamHash {
  update(bytes: Uint8Array): void;
  /** In hex; once. */
  digest(): string;
}

export function streamHash(): StreamHash {
  const hash = sha256.create();
  return { update: (bytes) => void hash.update(bytes), digest: () => bytesToHex(hash.digest()) };
}

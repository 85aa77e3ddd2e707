/** A short name for a sequence of tokens, by which two machines can tell whether they wrote the same. */

const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const MASK = (1n << 64n) - 1n;

/** FNV-1a, 64 bits, over the ids as little-endian uint32: 16 hex digits. No defence against forgery. */
export function tokenDigest(ids: Iterable<number>): string {
  let hash = OFFSET;
  for (const id of ids) {
    for (let shift = 0; shift < 32; shift += 8) {
      hash = ((hash ^ BigInt((id >>> shift) & 0xff)) * PRIME) & MASK;
    }
  }
  return hash.toString(16).padStart(16, "0");
}

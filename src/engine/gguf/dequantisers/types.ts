/**
 * Makes the floats of whole blocks: `bytes` holds exactly the blocks, `out` exactly their weights.
 *
 * All block formats are exact until the last step. A scale is a half float (11 bits), a sub-scale or
 * a quant has at most 8 bits, so the products here need at most 25 bits and a sum of two of them at
 * most 52: exact in a double. The store into `out` is then the one rounding, and falls where the
 * float32 arithmetic of the reference rounds. No Math.fround is needed.
 */
export type Dequantiser = (bytes: Uint8Array, out: Float32Array) => void;

/** A little-endian 16-bit number. */
export function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
}

/** The half float at a place; `half` is the table of half.ts. */
export function f16(half: Float32Array, bytes: Uint8Array, at: number): number {
  return half[u16(bytes, at)] as number;
}

/** A little-endian signed 32-bit number: 32 flags. */
export function flags(bytes: Uint8Array, at: number): number {
  return u16(bytes, at) | (u16(bytes, at + 2) << 16);
}

/** A signed byte. */
export function i8(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 24) >> 24;
}

/**
 * The K formats: 256 weights a block in sub-blocks of 16 or 32, each with a small integer scale (and
 * minimum) of its own, which the block's half-float d (and dmin) turn into floats.
 */
import { halfToFloat } from "../half.ts";
import { type Dequantiser, f16, i8 } from "./types.ts";

/**
 * 16 bytes of scale (low nibble) and minimum (high), 64 bytes of 2-bit quants, d, dmin.
 * Byte l of each half of the quants serves the weights l, l + 32, l + 64 and l + 96 of that half.
 */
export const Q2_K: Dequantiser = (bytes, out) => {
  const half = halfToFloat();
  for (let p = 0, o = 0; o < out.length; p += 84, o += 256) {
    const d = f16(half, bytes, p + 80);
    const dmin = f16(half, bytes, p + 82);
    for (let sub = 0; sub < 16; sub++) {
      const packed = bytes[p + sub] as number;
      const scale = d * (packed & 15);
      const minimum = dmin * (packed >> 4);
      const shift = sub & 6;
      const from = p + 16 + ((sub >> 3) << 5) + ((sub & 1) << 4);
      const to = o + (sub << 4);
      for (let l = 0; l < 16; l++) {
        out[to + l] = scale * (((bytes[from + l] as number) >> shift) & 3) - minimum;
      }
    }
  }
};

/**
 * 32 bytes of third bits, 64 bytes of 2-bit quants as in Q2_K, 12 bytes of sixteen 6-bit scales, d.
 * A third bit that is not set takes 4 away; scales are kept with 32 added.
 */
export const Q3_K: Dequantiser = (bytes, out) => {
  const half = halfToFloat();
  for (let p = 0, o = 0; o < out.length; p += 110, o += 256) {
    const d = f16(half, bytes, p + 108);
    for (let sub = 0; sub < 16; sub++) {
      const nibbles = bytes[p + 96 + (sub & 7)] as number;
      const low = sub < 8 ? nibbles & 15 : nibbles >> 4;
      const high = ((bytes[p + 104 + (sub & 3)] as number) >> ((sub >> 2) << 1)) & 3;
      const scale = d * ((low | (high << 4)) - 32);
      const shift = sub & 6;
      const third = sub >> 1;
      const column = (sub & 1) << 4;
      const from = p + 32 + ((sub >> 3) << 5) + column;
      const to = o + (sub << 4);
      for (let l = 0; l < 16; l++) {
        const q = ((bytes[from + l] as number) >> shift) & 3;
        const bit = ((bytes[p + column + l] as number) >> third) & 1;
        out[to + l] = scale * (q + (bit << 2) - 4);
      }
    }
  }
};

/**
 * d, dmin, 12 bytes of eight 6-bit scales and minima, 128 bytes of nibbles: each 32 bytes hold one
 * sub-block in their low and the next in their high nibbles.
 */
export const Q4_K: Dequantiser = (bytes, out) => {
  const half = halfToFloat();
  for (let p = 0, o = 0; o < out.length; p += 144, o += 256) {
    const d = f16(half, bytes, p);
    const dmin = f16(half, bytes, p + 2);
    for (let sub = 0; sub < 8; sub++) {
      const scale = d * subScale(bytes, p + 4, sub);
      const minimum = dmin * subMinimum(bytes, p + 4, sub);
      const shift = (sub & 1) << 2;
      const from = p + 16 + ((sub >> 1) << 5);
      const to = o + (sub << 5);
      for (let l = 0; l < 32; l++) {
        out[to + l] = scale * (((bytes[from + l] as number) >> shift) & 15) - minimum;
      }
    }
  }
};

/** As Q4_K, with 32 bytes of fifth bits before the nibbles: bit s of byte l is for sub-block s. */
export const Q5_K: Dequantiser = (bytes, out) => {
  const half = halfToFloat();
  for (let p = 0, o = 0; o < out.length; p += 176, o += 256) {
    const d = f16(half, bytes, p);
    const dmin = f16(half, bytes, p + 2);
    for (let sub = 0; sub < 8; sub++) {
      const scale = d * subScale(bytes, p + 4, sub);
      const minimum = dmin * subMinimum(bytes, p + 4, sub);
      const shift = (sub & 1) << 2;
      const from = p + 48 + ((sub >> 1) << 5);
      const to = o + (sub << 5);
      for (let l = 0; l < 32; l++) {
        const fifth = ((bytes[p + 16 + l] as number) >> sub) & 1;
        const q = (((bytes[from + l] as number) >> shift) & 15) | (fifth << 4);
        out[to + l] = scale * q - minimum;
      }
    }
  }
};

/**
 * 128 bytes of low nibbles, 64 bytes of upper bit pairs, 16 signed scales, d. In each half of the
 * block, sub-block s (of 32 weights) takes nibbles from bytes 32 · (s mod 2) on, the high ones for
 * s ≥ 2, and bit pair s; quants are kept with 32 added.
 */
export const Q6_K: Dequantiser = (bytes, out) => {
  const half = halfToFloat();
  for (let p = 0, o = 0; o < out.length; p += 210, o += 256) {
    const d = f16(half, bytes, p + 208);
    for (let sub = 0; sub < 16; sub++) {
      const scale = d * i8(bytes, p + 192 + sub);
      const column = (sub & 1) << 4;
      const low = p + ((sub >> 3) << 6) + (((sub >> 1) & 1) << 5) + column;
      const high = p + 128 + ((sub >> 3) << 5) + column;
      const lowShift = ((sub >> 2) & 1) << 2;
      const highShift = sub & 6;
      const to = o + (sub << 4);
      for (let l = 0; l < 16; l++) {
        const nibble = ((bytes[low + l] as number) >> lowShift) & 15;
        const pair = ((bytes[high + l] as number) >> highShift) & 3;
        out[to + l] = scale * ((nibble | (pair << 4)) - 32);
      }
    }
  }
};

/**
 * Scales and minima of Q4_K and Q5_K, 6 bits each in 12 bytes: 0 … 3 are the low six bits of bytes
 * 0 … 3 (scales) and 4 … 7 (minima); 4 … 7 take a nibble of bytes 8 … 11 and the two bits left over.
 */
function subScale(bytes: Uint8Array, at: number, sub: number): number {
  if (sub < 4) return (bytes[at + sub] as number) & 63;
  return ((bytes[at + sub + 4] as number) & 15) | (((bytes[at + sub - 4] as number) >> 6) << 4);
}

function subMinimum(bytes: Uint8Array, at: number, sub: number): number {
  if (sub < 4) return (bytes[at + sub + 4] as number) & 63;
  return ((bytes[at + sub + 4] as number) >> 4) | (((bytes[at + sub] as number) >> 6) << 4);
}

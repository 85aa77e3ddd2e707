/**
 * ggml's first block formats: 32 weights with one scale d and, in the _1 forms, one minimum m, both
 * half floats. Weight j is the low nibble of byte j, weight j + 16 the high one; the 5-bit forms
 * keep the fifth bits of all weights in 32 flags.
 */
import { halfToFloat } from "../half.ts";
import { type Dequantiser, f16, flags } from "./types.ts";

/** d, 16 bytes of nibbles; weight = d · (q − 8). */
export const Q4_0: Dequantiser = (bytes, out) => {
  const half = halfToFloat();
  for (let p = 0, o = 0; o < out.length; p += 18, o += 32) {
    const d = f16(half, bytes, p);
    for (let j = 0; j < 16; j++) {
      const pair = bytes[p + 2 + j] as number;
      out[o + j] = d * ((pair & 15) - 8);
      out[o + 16 + j] = d * ((pair >> 4) - 8);
    }
  }
};

/** d, m, 16 bytes of nibbles; weight = d · q + m. */
export const Q4_1: Dequantiser = (bytes, out) => {
  const half = halfToFloat();
  for (let p = 0, o = 0; o < out.length; p += 20, o += 32) {
    const d = f16(half, bytes, p);
    const m = f16(half, bytes, p + 2);
    for (let j = 0; j < 16; j++) {
      const pair = bytes[p + 4 + j] as number;
      out[o + j] = d * (pair & 15) + m;
      out[o + 16 + j] = d * (pair >> 4) + m;
    }
  }
};

/** d, flags, 16 bytes of nibbles; weight = d · (q − 16). */
export const Q5_0: Dequantiser = (bytes, out) => {
  const half = halfToFloat();
  for (let p = 0, o = 0; o < out.length; p += 22, o += 32) {
    const d = f16(half, bytes, p);
    const fifth = flags(bytes, p + 2);
    for (let j = 0; j < 16; j++) {
      const pair = bytes[p + 6 + j] as number;
      out[o + j] = d * ((pair & 15) + (((fifth >> j) & 1) << 4) - 16);
      out[o + 16 + j] = d * ((pair >> 4) + (((fifth >> (j + 16)) & 1) << 4) - 16);
    }
  }
};

/** d, m, flags, 16 bytes of nibbles; weight = d · q + m. */
export const Q5_1: Dequantiser = (bytes, out) => {
  const half = halfToFloat();
  for (let p = 0, o = 0; o < out.length; p += 24, o += 32) {
    const d = f16(half, bytes, p);
    const m = f16(half, bytes, p + 2);
    const fifth = flags(bytes, p + 4);
    for (let j = 0; j < 16; j++) {
      const pair = bytes[p + 8 + j] as number;
      out[o + j] = d * ((pair & 15) + (((fifth >> j) & 1) << 4)) + m;
      out[o + 16 + j] = d * ((pair >> 4) + (((fifth >> (j + 16)) & 1) << 4)) + m;
    }
  }
};

/** d, 32 signed bytes; weight = d · q. */
export const Q8_0: Dequantiser = (bytes, out) => {
  const half = halfToFloat();
  const signed = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let p = 0, o = 0; o < out.length; p += 34, o += 32) {
    const d = f16(half, bytes, p);
    for (let j = 0; j < 32; j++) out[o + j] = d * (signed[p + 2 + j] as number);
  }
};

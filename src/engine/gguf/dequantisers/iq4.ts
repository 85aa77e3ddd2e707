/** The non-linear 4-bit formats: a nibble picks one of sixteen levels, closer together near zero. */
import { halfToFloat } from "../half.ts";
import { type Dequantiser, f16, u16 } from "./types.ts";

/** Source: kvalues_iq4nl in ggml-common.h. */
const LEVELS = Int8Array.of(
  ...[-127, -104, -83, -65, -49, -35, -22, -10],
  ...[1, 13, 25, 38, 53, 69, 89, 113],
);

/** 32 weights: d, 16 bytes of nibbles as in Q4_0. */
export const IQ4_NL: Dequantiser = (bytes, out) => {
  const half = halfToFloat();
  for (let p = 0, o = 0; o < out.length; p += 18, o += 32) {
    writeLevels(f16(half, bytes, p), bytes, p + 2, out, o);
  }
};

/**
 * 256 weights: d, the upper bit pairs of eight 6-bit scales, their lower nibbles in 4 bytes, 128
 * bytes of nibbles, 16 a sub-block. Scales are kept with 32 added.
 */
export const IQ4_XS: Dequantiser = (bytes, out) => {
  const half = halfToFloat();
  for (let p = 0, o = 0; o < out.length; p += 136, o += 256) {
    const d = f16(half, bytes, p);
    const pairs = u16(bytes, p + 2);
    for (let sub = 0; sub < 8; sub++) {
      const low = ((bytes[p + 4 + (sub >> 1)] as number) >> ((sub & 1) << 2)) & 15;
      const scale = d * ((low | (((pairs >> (2 * sub)) & 3) << 4)) - 32);
      writeLevels(scale, bytes, p + 8 + (sub << 4), out, o + (sub << 5));
    }
  }
};

/** 32 weights from 16 bytes: low nibbles first, then the high ones. */
function writeLevels(d: number, bytes: Uint8Array, from: number, out: Float32Array, to: number) {
  for (let j = 0; j < 16; j++) {
    const pair = bytes[from + j] as number;
    out[to + j] = d * (LEVELS[pair & 15] as number);
    out[to + 16 + j] = d * (LEVELS[pair >> 4] as number);
  }
}

/** Formats without blocks: every weight is a float of its own. */
import { halfToFloat } from "../half.ts";
import type { Dequantiser } from "./types.ts";

export const F32: Dequantiser = (bytes, out) => {
  new Uint8Array(out.buffer, out.byteOffset, out.byteLength).set(bytes);
};

export const F16: Dequantiser = (bytes, out) => {
  const half = halfToFloat();
  for (let i = 0, p = 0; i < out.length; i++, p += 2) {
    out[i] = half[(bytes[p] as number) | ((bytes[p + 1] as number) << 8)] as number;
  }
};

/** The upper half of a float32. */
export const BF16: Dequantiser = (bytes, out) => {
  const bits = new Uint32Array(out.buffer, out.byteOffset, out.length);
  for (let i = 0, p = 0; i < bits.length; i++, p += 2) {
    bits[i] = ((bytes[p] as number) << 16) | ((bytes[p + 1] as number) << 24);
  }
};

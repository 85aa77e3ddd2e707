/**
 * Block formats to float32, exactly as ggml's reference does (each weight is one rounding of
 * d·q + m, whose product is exact). Source: ggml-quants.c; checked bit for bit against the Python
 * gguf package on fixtures.
 */
import { EngineError } from "../errors.ts";
import { halfToFloat } from "./half.ts";
import { TENSOR_TYPES } from "./tensor-types.ts";

type Dequantiser = (bytes: Uint8Array, out: Float32Array) => void;

const DEQUANTISERS: Readonly<Record<string, Dequantiser>> = {
  F32(bytes, out) {
    new Uint8Array(out.buffer, out.byteOffset, out.byteLength).set(bytes);
  },
  F16(bytes, out) {
    const half = halfToFloat();
    for (let i = 0, p = 0; i < out.length; i++, p += 2) out[i] = half[u16(bytes, p)] ?? 0;
  },
  // 32 weights: scale d (f16), minimum m (f16), 16 bytes of nibbles; low nibbles first.
  Q4_1(bytes, out) {
    const half = halfToFloat();
    for (let p = 0, o = 0; o < out.length; p += 20, o += 32) {
      const d = half[u16(bytes, p)] ?? 0;
      const m = half[u16(bytes, p + 2)] ?? 0;
      for (let j = 0; j < 16; j++) {
        const pair = bytes[p + 4 + j] ?? 0;
        out[o + j] = d * (pair & 15) + m;
        out[o + 16 + j] = d * (pair >> 4) + m;
      }
    }
  },
  // 32 weights: scale d (f16), 32 signed bytes.
  Q8_0(bytes, out) {
    const half = halfToFloat();
    for (let p = 0, o = 0; o < out.length; p += 34, o += 32) {
      const d = half[u16(bytes, p)] ?? 0;
      for (let j = 0; j < 32; j++) out[o + j] = d * (((bytes[p + 2 + j] ?? 0) << 24) >> 24);
    }
  },
};

/**
 * @param type ggml type number
 * @param bytes whole blocks
 * @param out room for one float a weight; made where absent
 * @throws EngineError unsupported-model for a type without a dequantiser, corrupt-model for a part of a block
 */
export function dequantise(type: number, bytes: Uint8Array, out?: Float32Array): Float32Array {
  const info = TENSOR_TYPES.get(type);
  const dequantiser = info && DEQUANTISERS[info.name];
  if (!info || !dequantiser) {
    throw new EngineError(
      "unsupported-model",
      `Weights of type ${info?.name ?? type} cannot be read yet. Use a file with F32, F16, Q4_1 or Q8_0 weights.`,
    );
  }
  if (bytes.length % info.blockBytes !== 0) {
    throw new EngineError(
      "corrupt-model",
      "A tensor ends within a block. Download the file again.",
    );
  }
  const length = (bytes.length / info.blockBytes) * info.blockSize;
  const floats = out ?? new Float32Array(length);
  if (floats.length !== length) throw new RangeError(`no room for ${length} weights`);
  dequantiser(bytes, floats);
  return floats;
}

function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

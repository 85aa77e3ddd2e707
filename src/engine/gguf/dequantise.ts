/**
 * Block formats to float32, bit for bit as ggml's reference does. Source: ggml-quants.c; checked
 * against the Python gguf package on fixtures.
 */
import { EngineError } from "../errors.ts";
import { Q4_0, Q4_1, Q5_0, Q5_1, Q8_0 } from "./dequantisers/blocks-of-32.ts";
import { BF16, F16, F32 } from "./dequantisers/floats.ts";
import { IQ4_NL, IQ4_XS } from "./dequantisers/iq4.ts";
import { Q2_K, Q3_K, Q4_K, Q5_K, Q6_K } from "./dequantisers/k-quants.ts";
import type { Dequantiser } from "./dequantisers/types.ts";
import { TENSOR_TYPES, type TensorTypeName, unreadableType } from "./tensor-types.ts";

const DEQUANTISERS: Readonly<Record<TensorTypeName, Dequantiser>> = {
  ...{ F32, F16, BF16 },
  ...{ Q4_0, Q4_1, Q5_0, Q5_1, Q8_0 },
  ...{ Q2_K, Q3_K, Q4_K, Q5_K, Q6_K },
  ...{ IQ4_NL, IQ4_XS },
};

/**
 * @param type ggml type number
 * @param bytes whole blocks
 * @param out room for one float a weight; made where absent
 * @throws EngineError unsupported-model for a type without a dequantiser, corrupt-model for a part of a block
 */
export function dequantise(type: number, bytes: Uint8Array, out?: Float32Array): Float32Array {
  const info = TENSOR_TYPES.get(type);
  if (!info) throw unreadableType("These weights have", type);
  if (bytes.length % info.blockBytes !== 0) {
    throw new EngineError(
      "corrupt-model",
      "A tensor ends within a block. Download the file again.",
    );
  }
  const length = (bytes.length / info.blockBytes) * info.blockSize;
  const floats = out ?? new Float32Array(length);
  if (floats.length !== length) throw new RangeError(`no room for ${length} weights`);
  DEQUANTISERS[info.name](bytes, floats);
  return floats;
}

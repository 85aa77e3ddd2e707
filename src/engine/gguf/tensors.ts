/** The tensors of a GGUF, as the engine asks for them. */
import { type ByteSource, freeBytes } from "../bytes.ts";
import { EngineError } from "../errors.ts";
import type { TensorSource } from "../tensor.ts";
import { dequantise } from "./dequantise.ts";
import type { GgufHeader } from "./types.ts";

/** Each tensor's bytes are read when it is opened. */
export function ggufTensors({ tensors }: GgufHeader, source: ByteSource): TensorSource {
  const shape = (name: string) => tensors.get(name)?.dims.toReversed();
  return {
    byteLength: [...tensors.values()].reduce((sum, tensor) => sum + tensor.byteLength, 0),
    dims: shape,
    async open(name) {
      const info = tensors.get(name);
      const dims = shape(name);
      if (!info || !dims) {
        throw new EngineError("corrupt-model", `This model lacks the tensor ${name}.`);
      }
      const bytes = await source.read(info.offset, info.offset + info.byteLength);
      const rows = dims.slice(0, -1).reduce((product, dim) => product * dim, 1);
      const rowBytes = bytes.length / rows;
      return {
        name,
        dims,
        byteLength: info.byteLength,
        writeRows(out, firstRow, count) {
          dequantise(
            info.type,
            bytes.subarray(firstRow * rowBytes, (firstRow + count) * rowBytes),
            out,
          );
        },
        release: () => freeBytes(bytes),
      };
    },
  };
}

/** For tests of the decoder alone: float16 safetensors as a fixture script writes them, unchecked. */
import type { ByteSource } from "../bytes.ts";
import { halfToFloat } from "../gguf/half.ts";
import type { StoredTensor, TensorSource } from "../tensor.ts";

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

export async function plainSafetensors(source: ByteSource): Promise<TensorSource> {
  const length = new DataView((await source.read(0, 8)).buffer).getBigUint64(0, true);
  const start = 8 + Number(length);
  const text = new TextDecoder().decode(await source.read(8, start));
  const entries = new Map(Object.entries(JSON.parse(text) as Record<string, Entry>));
  entries.delete("__metadata__");
  return {
    byteLength: source.size - start,
    dims: (name) => entries.get(name)?.shape,
    async open(name) {
      const entry = entries.get(name);
      if (entry?.dtype !== "F16") throw new Error(`no F16 tensor ${name}`);
      const [from, to] = entry.data_offsets;
      return stored(name, entry.shape, await source.read(start + from, start + to));
    },
  };
}

function stored(name: string, dims: readonly number[], bytes: Uint8Array): StoredTensor {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const columns = dims.at(-1) ?? 0;
  return {
    name,
    dims,
    byteLength: bytes.length,
    writeRows(out, firstRow, rows) {
      const half = halfToFloat();
      for (let i = 0; i < rows * columns; i++) {
        out[i] = half[view.getUint16(2 * (firstRow * columns + i), true)] ?? 0;
      }
    },
  };
}

/** For tests: what is used of a GPUDevice to hold and copy numbers, in plain memory. */
import { Tensor } from "onnxruntime-common";

interface FakeBuffer {
  readonly size: number;
  readonly bytes: Uint8Array;
  destroyed: boolean;
}

/** `alive` counts buffers that were made and not destroyed. */
export function fakeGpu() {
  const made: FakeBuffer[] = [];
  const device = {
    createBuffer({ size }: { size: number }) {
      const buffer = {
        size,
        bytes: new Uint8Array(size),
        destroyed: false,
        destroy() {
          buffer.destroyed = true;
        },
      };
      made.push(buffer);
      return buffer;
    },
    createCommandEncoder() {
      const copies: (() => void)[] = [];
      return {
        copyBufferToBuffer(
          from: FakeBuffer,
          start: number,
          to: FakeBuffer,
          at: number,
          size: number,
        ) {
          if (start + size > from.size || at + size > to.size) throw new RangeError("copy");
          copies.push(() => {
            if (from.destroyed || to.destroyed) throw new Error("copy with a destroyed buffer");
            to.bytes.set(from.bytes.subarray(start, start + size), at);
          });
        },
        finish: () => copies,
      };
    },
    queue: {
      submit(commands: (() => void)[][]) {
        for (const copy of commands.flat()) copy();
      },
    },
  } as unknown as GPUDevice;
  /** A session's output that lies on the device. */
  function output(values: Float32Array, dims: readonly number[]): Tensor {
    const buffer = device.createBuffer({ size: values.byteLength, usage: 0 });
    (buffer as unknown as FakeBuffer).bytes.set(new Uint8Array(values.buffer));
    return Tensor.fromGpuBuffer(buffer, {
      dataType: "float32",
      dims,
      dispose: () => buffer.destroy(),
    });
  }
  return { device, output, alive: () => made.filter(({ destroyed }) => !destroyed).length };
}

/** The numbers of a tensor, wherever it lies. */
export function valuesOf(tensor: Tensor): number[] {
  const size = tensor.dims.reduce((product, dim) => product * dim, 1);
  if (tensor.location === "cpu") return [...(tensor.data as Float32Array)];
  const { bytes, destroyed } = tensor.gpuBuffer as unknown as FakeBuffer;
  if (destroyed) throw new Error("read of a destroyed buffer");
  return [...new Float32Array(bytes.buffer, 0, size)];
}

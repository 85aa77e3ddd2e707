import { Tensor } from "onnxruntime-common";
import { dims, FIRST_CAPACITY, type KvRows, type KvShape, rowWidth } from "../kv-rows.ts";

/** GPUBufferUsage STORAGE | COPY_SRC | COPY_DST. */
const USAGE = 0x80 | 0x04 | 0x08;

type Device = Pick<GPUDevice, "createBuffer" | "createCommandEncoder" | "queue">;

/**
 * Rows in the memory of a graphics processor: what the session puts out is copied to its place there and
 * read from there. The queue keeps the order of runs and copies.
 */
export class GpuRows implements KvRows {
  private readonly device: Device;
  private readonly shape: KvShape;
  private readonly rowBytes: number;
  private buffers: GPUBuffer[];
  private capacity: number;

  constructor(device: Device, shape: KvShape, capacity = FIRST_CAPACITY) {
    this.device = device;
    this.shape = shape;
    this.rowBytes = rowWidth(shape) * Float32Array.BYTES_PER_ELEMENT;
    this.capacity = capacity;
    this.buffers = this.allocate();
  }

  tensor(slot: number, rows: number): Tensor {
    return Tensor.fromGpuBuffer(this.buffers[slot] as GPUBuffer, {
      dataType: "float32",
      dims: dims(this.shape, rows),
    });
  }

  write(at: number, count: number, made: readonly Tensor[]): void {
    const encoder = this.device.createCommandEncoder();
    const outgrown = this.reserve(encoder, at, at + count);
    for (const [slot, tensor] of made.entries()) {
      const to = this.buffers[slot] as GPUBuffer;
      const from = tensor.gpuBuffer as GPUBuffer;
      encoder.copyBufferToBuffer(from, 0, to, at * this.rowBytes, count * this.rowBytes);
    }
    this.device.queue.submit([encoder.finish()]);
    // What was submitted still finds them.
    for (const tensor of made) tensor.dispose();
    for (const buffer of outgrown) buffer.destroy();
  }

  fork(rows: number, room: number): GpuRows {
    const copy = new GpuRows(this.device, this.shape, rows + room);
    const encoder = this.device.createCommandEncoder();
    copyRows(encoder, this.buffers, copy.buffers, rows * this.rowBytes);
    this.device.queue.submit([encoder.finish()]);
    return copy;
  }

  release(): void {
    for (const buffer of this.buffers) buffer.destroy();
    this.buffers = [];
  }

  /** @returns the buffers that were left behind */
  private reserve(encoder: GPUCommandEncoder, used: number, rows: number): GPUBuffer[] {
    if (rows <= this.capacity) return [];
    this.capacity = Math.max(rows, this.capacity * 2);
    const outgrown = this.buffers;
    this.buffers = this.allocate();
    copyRows(encoder, outgrown, this.buffers, used * this.rowBytes);
    return outgrown;
  }

  private allocate(): GPUBuffer[] {
    const size = this.capacity * this.rowBytes;
    return Array.from({ length: this.shape.slots }, () =>
      this.device.createBuffer({ size, usage: USAGE }),
    );
  }
}

function copyRows(
  encoder: GPUCommandEncoder,
  from: readonly GPUBuffer[],
  to: readonly GPUBuffer[],
  bytes: number,
): void {
  if (bytes === 0) return;
  for (const [slot, buffer] of from.entries()) {
    encoder.copyBufferToBuffer(buffer, 0, to[slot] as GPUBuffer, 0, bytes);
  }
}

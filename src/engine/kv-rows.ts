import { Tensor } from "onnxruntime-common";
import { freeBytes } from "./bytes.ts";

/** Keys and values of a model's layers: how many buffers, and what one row of them holds. */
export interface KvShape {
  /** Keys and values of every layer. */
  readonly slots: number;
  readonly kvHeads: number;
  readonly headWidth: number;
}

/** Where rows of keys and values lie: one growing buffer a slot, token-major. */
export interface KvRows {
  /** Rows 0 … rows − 1 of a slot, [rows, 1, kvHeads, headWidth], where they lie: no copy. */
  tensor(slot: number, rows: number): Tensor;
  /**
   * Writes `count` rows of each slot from row `at` on, over what stood there. `made[slot]` is an output of
   * the session, [1, count, kvHeads · headWidth], and is used up.
   */
  write(at: number, count: number, made: readonly Tensor[]): void;
  /** A copy of the first rows, with room for so many more before it has to move. */
  fork(rows: number, room: number): KvRows;
  /** Gives the memory back. */
  release(): void;
}

/** Rows that are there at first. */
export const FIRST_CAPACITY = 128;

/** Rows in the memory of the processor. */
export class FloatRows implements KvRows {
  private readonly shape: KvShape;
  private readonly buffers: Float32Array<ArrayBuffer>[];
  private capacity: number;

  constructor(shape: KvShape, capacity = FIRST_CAPACITY) {
    this.shape = shape;
    this.capacity = capacity;
    const size = capacity * rowWidth(shape);
    this.buffers = Array.from({ length: shape.slots }, () => new Float32Array(size));
  }

  tensor(slot: number, rows: number): Tensor {
    return new Tensor("float32", this.view(slot, rows), dims(this.shape, rows));
  }

  write(at: number, count: number, made: readonly Tensor[]): void {
    this.reserve(at, at + count);
    const width = rowWidth(this.shape);
    for (const [slot, tensor] of made.entries()) {
      const values = tensor.data as Float32Array<ArrayBuffer>;
      this.buffer(slot).set(values.subarray(0, count * width), at * width);
      // Megabytes a chunk, which the collector would let lie.
      freeBytes(values);
    }
  }

  fork(rows: number, room: number): FloatRows {
    const copy = new FloatRows(this.shape, rows + room);
    for (let slot = 0; slot < this.shape.slots; slot++)
      copy.buffer(slot).set(this.view(slot, rows));
    return copy;
  }

  release(): void {
    this.buffers.forEach(freeBytes);
  }

  /** @param used rows that are kept */
  private reserve(used: number, rows: number): void {
    if (rows <= this.capacity) return;
    this.capacity = Math.max(rows, this.capacity * 2);
    for (let slot = 0; slot < this.buffers.length; slot++) {
      const grown = new Float32Array(this.capacity * rowWidth(this.shape));
      grown.set(this.view(slot, used));
      freeBytes(this.buffer(slot));
      this.buffers[slot] = grown;
    }
  }

  private view(slot: number, rows: number): Float32Array<ArrayBuffer> {
    return this.buffer(slot).subarray(0, rows * rowWidth(this.shape));
  }

  private buffer(slot: number): Float32Array<ArrayBuffer> {
    return this.buffers[slot] as Float32Array<ArrayBuffer>;
  }
}

/** Numbers in one row of one slot. */
export function rowWidth({ kvHeads, headWidth }: KvShape): number {
  return kvHeads * headWidth;
}

/** Of `rows` rows, as the graph takes them; the 1 serves every sequence of a batch. */
export function dims({ kvHeads, headWidth }: KvShape, rows: number): number[] {
  return [rows, 1, kvHeads, headWidth];
}

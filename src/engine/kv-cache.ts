import { freeBytes } from "./bytes.ts";

/**
 * Keys and values of the tokens that a session has seen: one growing buffer a layer and kind,
 * token-major [tokens, kvWidth]. Appending copies only new rows; a prefix is a view.
 */
export class KvCache {
  private readonly buffers: Float32Array<ArrayBuffer>[];
  private readonly kvWidth: number;
  private capacity: number;
  private readonly tokenIds: number[] = [];

  /** @param slots buffers in all: keys and values of every layer */
  constructor(slots: number, kvWidth: number, capacity = 128) {
    this.kvWidth = kvWidth;
    this.capacity = capacity;
    this.buffers = Array.from({ length: slots }, () => new Float32Array(capacity * kvWidth));
  }

  get length(): number {
    return this.tokenIds.length;
  }

  /** The tokens whose keys and values are held, in order. */
  get ids(): readonly number[] {
    return this.tokenIds;
  }

  /** Rows 0 … length − 1 of one buffer, without a copy. */
  view(slot: number): Float32Array<ArrayBuffer> {
    return this.buffer(slot).subarray(0, this.length * this.kvWidth);
  }

  /** Adds the rows of new tokens. `rows(slot)` holds [ids.length, kvWidth] from `offset` on. */
  append(ids: readonly number[], rows: (slot: number) => Float32Array, offset = 0): void {
    this.reserve(this.length + ids.length);
    const at = this.length * this.kvWidth;
    const count = ids.length * this.kvWidth;
    for (let slot = 0; slot < this.buffers.length; slot++) {
      this.buffer(slot).set(rows(slot).subarray(offset, offset + count), at);
    }
    for (const id of ids) this.tokenIds.push(id);
  }

  /** Forgets all but the first `length` tokens. */
  truncate(length: number): void {
    if (length < this.length) this.tokenIds.length = length;
  }

  /** A copy that grows on its own: a branch. `room`: tokens that it can take before it has to move. */
  fork(room = 64): KvCache {
    const copy = new KvCache(this.buffers.length, this.kvWidth, this.length + room);
    copy.append(this.tokenIds, (slot) => this.buffer(slot));
    return copy;
  }

  /** Gives the memory back: nothing can be read or added any more. */
  release(): void {
    this.tokenIds.length = 0;
    this.buffers.forEach(freeBytes);
  }

  /** How many leading tokens `ids` shares with this cache. */
  commonPrefix(ids: readonly number[]): number {
    const limit = Math.min(ids.length, this.length);
    let shared = 0;
    while (shared < limit && ids[shared] === this.tokenIds[shared]) shared++;
    return shared;
  }

  private reserve(tokens: number): void {
    if (tokens <= this.capacity) return;
    this.capacity = Math.max(tokens, this.capacity * 2);
    for (let slot = 0; slot < this.buffers.length; slot++) {
      const grown = new Float32Array(this.capacity * this.kvWidth);
      grown.set(this.view(slot));
      freeBytes(this.buffer(slot));
      this.buffers[slot] = grown;
    }
  }

  private buffer(slot: number): Float32Array<ArrayBuffer> {
    return this.buffers[slot] as Float32Array<ArrayBuffer>;
  }
}

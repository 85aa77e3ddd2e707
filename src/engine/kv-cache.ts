import type { Tensor } from "onnxruntime-common";
import type { KvRows } from "./kv-rows.ts";

/**
 * Keys and values of the tokens that a session has seen, wherever their rows lie. Appending copies only
 * new rows; a prefix is a shorter view of the same ones.
 */
export class KvCache {
  private readonly rows: KvRows;
  private readonly tokenIds: number[];

  /** @param ids of the tokens whose rows are there */
  constructor(rows: KvRows, ids: readonly number[] = []) {
    this.rows = rows;
    this.tokenIds = [...ids];
  }

  get length(): number {
    return this.tokenIds.length;
  }

  /** The tokens whose keys and values are held, in order. */
  get ids(): readonly number[] {
    return this.tokenIds;
  }

  /** All rows of one slot as the graph takes them, without a copy. There must be some. */
  tensor(slot: number): Tensor {
    return this.rows.tensor(slot, this.length);
  }

  /** Adds the rows of new tokens, one output [1, ids.length, kvWidth] a slot, and uses these up. */
  append(ids: readonly number[], made: readonly Tensor[]): void {
    this.rows.write(this.length, ids.length, made);
    for (const id of ids) this.tokenIds.push(id);
  }

  /** Forgets all but the first `length` tokens. */
  truncate(length: number): void {
    if (length < this.length) this.tokenIds.length = length;
  }

  /** A copy that grows on its own: a branch. `room`: tokens that it can take before it has to move. */
  fork(room = 64): KvCache {
    return new KvCache(this.rows.fork(this.length, room), this.tokenIds);
  }

  /** Gives the memory back: nothing can be read or added any more. */
  release(): void {
    this.tokenIds.length = 0;
    this.rows.release();
  }

  /** How many leading tokens `ids` shares with this cache. */
  commonPrefix(ids: readonly number[]): number {
    const limit = Math.min(ids.length, this.length);
    let shared = 0;
    while (shared < limit && ids[shared] === this.tokenIds[shared]) shared++;
    return shared;
  }
}

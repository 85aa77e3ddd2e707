/** The part of a header that lists the tensors and says where they lie. */
import { shownName } from "../shown-name.ts";
import type { Cursor } from "./cursor.ts";
import { damaged } from "./damage.ts";
import { TENSOR_TYPES, unreadableType } from "./tensor-types.ts";
import type { GgufTensorInfo } from "./types.ts";

/** Published models have hundreds of tensors, the largest some thousands. */
const MOST_TENSORS = 65_536;
const MOST_DIMS = 4;
const LONGEST_NAME = 1024;
/** Least bytes that an entry takes: name length, rank, one dimension, type, offset. */
const ENTRY_BYTES = 32;

/** A tensor as it is listed; its offset counts from the start of the tensor data. */
export type TensorEntry = Omit<GgufTensorInfo, "byteLength">;

/** How many tensors the table lists. */
export function readTensorCount(cursor: Cursor): number {
  return cursor.count("tensors", ENTRY_BYTES, MOST_TENSORS);
}

export function readTensorTable(cursor: Cursor, tensors: number): TensorEntry[] {
  const table: TensorEntry[] = [];
  for (let i = 0; i < tensors; i++) table.push(readEntry(cursor));
  return table;
}

/** 64-bit numbers beyond 2^53 lose digits here, and are refused when the tensors are placed. */
function readEntry(cursor: Cursor): TensorEntry {
  const name = cursor.string(LONGEST_NAME);
  const rank = cursor.u32();
  if (rank < 1 || rank > MOST_DIMS) {
    throw damaged(`tensor ${shownName(name)} has ${rank} dimensions`);
  }
  const dims = Array.from({ length: rank }, () => Number(cursor.u64()));
  const type = cursor.u32();
  return { name, dims, type, offset: Number(cursor.u64()) };
}

/** Where each tensor's bytes lie: whole, inside the file, apart from all others. */
export function placeTensors(
  table: readonly TensorEntry[],
  dataStart: number,
  alignment: number,
  fileSize: number,
): ReadonlyMap<string, GgufTensorInfo> {
  const tensors = new Map<string, GgufTensorInfo>();
  for (const entry of table) {
    const name = shownName(entry.name);
    const byteLength = storedBytes(entry);
    const offset = dataStart + entry.offset;
    if (entry.offset % alignment !== 0) throw damaged(`tensor ${name} lies at an odd place`);
    if (!Number.isSafeInteger(offset) || offset + byteLength > fileSize) {
      throw damaged(`tensor ${name} lies beyond its end`);
    }
    if (tensors.has(entry.name)) throw damaged(`tensor ${name} occurs twice`);
    tensors.set(entry.name, { ...entry, offset, byteLength });
  }
  rejectOverlaps([...tensors.values()]);
  return tensors;
}

function storedBytes({ name, dims, type: number }: TensorEntry): number {
  const type = TENSOR_TYPES.get(number);
  if (!type) throw unreadableType(`Tensor ${shownName(name)} has`, number);
  const weights = dims.reduce((product, dim) => product * dim, 1);
  if (weights === 0 || !Number.isSafeInteger(weights) || !dims.every(Number.isSafeInteger)) {
    throw damaged(`tensor ${shownName(name)} has the impossible size ${dims.join(" × ")}`);
  }
  if ((dims[0] ?? 0) % type.blockSize !== 0) {
    throw damaged(`rows of tensor ${shownName(name)} do not hold whole ${type.name} blocks`);
  }
  return (weights / type.blockSize) * type.blockBytes;
}

function rejectOverlaps(tensors: GgufTensorInfo[]): void {
  tensors.sort((a, b) => a.offset - b.offset);
  for (const [i, tensor] of tensors.entries()) {
    const before = tensors[i - 1];
    if (before && before.offset + before.byteLength > tensor.offset) {
      throw damaged(`tensors ${shownName(before.name)} and ${shownName(tensor.name)} overlap`);
    }
  }
}

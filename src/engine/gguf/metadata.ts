/** The key-value part of a header. */
import type { EngineError } from "../errors.ts";
import { shownName } from "../shown-name.ts";
import type { Cursor } from "./cursor.ts";
import { damaged } from "./damage.ts";
import type { GgufMetadata, GgufNumbers, GgufScalar, GgufValue } from "./types.ts";

/*
 * Bounds on what takes more memory here than in the file: far above what models have (about 100
 * entries; lists of up to some 500,000 texts), low enough that a hostile file cannot fill the memory.
 */
const MOST_ENTRIES = 65_536;
const MOST_TEXTS = 4_194_304;
const MOST_FLAGS = 65_536;
const MOST_LISTS = 1024;
const LONGEST_KEY = 65_535;
const DEEPEST_LIST = 2;

const STRING = 8;
const LIST = 9;
/** Least bytes that an entry takes: key length, type, a one-byte value. */
const ENTRY_BYTES = 13;

/** How many entries follow. */
export function readEntryCount(cursor: Cursor): number {
  return cursor.count("metadata entries", ENTRY_BYTES, MOST_ENTRIES);
}

export function readMetadata(cursor: Cursor, entries: number): GgufMetadata {
  const metadata = new Map<string, GgufValue>();
  for (let i = 0; i < entries; i++) {
    const key = cursor.string(LONGEST_KEY);
    if (metadata.has(key)) throw damaged(`its entry ${shownName(key)} occurs twice`);
    metadata.set(key, readValue(cursor, cursor.u32()));
  }
  return metadata;
}

function readValue(cursor: Cursor, type: number): GgufValue {
  return type === LIST ? readList(cursor, 1) : readScalar(cursor, type);
}

function readScalar(cursor: Cursor, type: number): GgufScalar {
  switch (type) {
    case 0:
      return cursor.u8();
    case 1:
      return cursor.i8();
    case 2:
      return cursor.u16();
    case 3:
      return cursor.i16();
    case 4:
      return cursor.u32();
    case 5:
      return cursor.i32();
    case 6:
      return cursor.f32();
    case 7:
      return cursor.u8() !== 0;
    case STRING:
      return cursor.string();
    case 10:
      return cursor.u64();
    case 11:
      return cursor.i64();
    case 12:
      return cursor.f64();
    default:
      throw unknownType(type);
  }
}

function readList(cursor: Cursor, depth: number): GgufValue {
  const type = cursor.u32();
  switch (type) {
    case 0:
      return new Uint8Array(values(cursor, 1));
    case 1:
      return new Int8Array(values(cursor, 1));
    case 2:
      return new Uint16Array(values(cursor, 2));
    case 3:
      return new Int16Array(values(cursor, 2));
    case 4:
      return new Uint32Array(values(cursor, 4));
    case 5:
      return new Int32Array(values(cursor, 4));
    case 6:
      return new Float32Array(values(cursor, 4));
    case 7:
      return Array.from(new Uint8Array(values(cursor, 1, MOST_FLAGS)), (byte) => byte !== 0);
    case STRING:
      return repeated(cursor, 8, MOST_TEXTS, () => cursor.string());
    case LIST:
      if (depth === DEEPEST_LIST) throw damaged("its metadata is nested too deeply");
      return repeated(cursor, 12, MOST_LISTS, () => readList(cursor, depth + 1));
    case 10:
      return new BigUint64Array(values(cursor, 8));
    case 11:
      return new BigInt64Array(values(cursor, 8));
    case 12:
      return new Float64Array(values(cursor, 8));
    default:
      throw unknownType(type);
  }
}

/** The bytes of a list of numbers, copied: their place in the file may be odd. */
function values(cursor: Cursor, bytesEach: number, most?: number): ArrayBuffer {
  const length = cursor.count("values in a list", bytesEach, most);
  return new Uint8Array(cursor.raw(length * bytesEach)).buffer;
}

function repeated<T>(cursor: Cursor, minBytes: number, most: number, read: () => T): T[] {
  const length = cursor.count("values in a list", minBytes, most);
  const list: T[] = [];
  for (let i = 0; i < length; i++) list.push(read());
  return list;
}

function unknownType(type: number): EngineError {
  return damaged(`its metadata has a value of unknown type ${type}`);
}

/**
 * A list of texts by its key; undefined where there is none.
 * @throws EngineError corrupt-model where the entry is something else
 */
export function textList(metadata: GgufMetadata, key: string): readonly string[] | undefined {
  const value = metadata.get(key);
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw damaged(`its entry ${key} is not a list of texts`);
}

/**
 * A list of numbers by its key; undefined where there is none.
 * @throws EngineError corrupt-model where the entry is something else
 */
export function numberList(metadata: GgufMetadata, key: string): GgufNumbers | undefined {
  const value = metadata.get(key);
  if (value === undefined) return undefined;
  if (
    ArrayBuffer.isView(value) &&
    !(value instanceof BigUint64Array || value instanceof BigInt64Array)
  ) {
    return value;
  }
  throw damaged(`its entry ${key} is not a list of numbers`);
}

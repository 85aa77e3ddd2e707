/** GGUF header reader. Everything the file says is checked before it is used. */
import type { ByteSource } from "../bytes.ts";
import { EngineError } from "../errors.ts";
import { Cursor, NeedMoreBytes } from "./cursor.ts";
import { TENSOR_TYPES } from "./tensor-types.ts";
import type { GgufHeader, GgufScalar, GgufTensorInfo, GgufValue } from "./types.ts";

const MAGIC = 0x46554747; // "GGUF"
const FIRST_READ = 4 * 2 ** 20;
const MAX_DIMS = 4;
const MAX_ARRAY_DEPTH = 2;

/**
 * Reads metadata and the tensor table.
 * @throws EngineError corrupt-model (not a GGUF, truncated, absurd), unsupported-model (version, byte order, tensor type)
 */
export async function readGgufHeader(source: ByteSource): Promise<GgufHeader> {
  for (
    let length = Math.min(FIRST_READ, source.size);
    ;
    length = Math.min(length * 4, source.size)
  ) {
    const bytes = await source.read(0, length);
    try {
      return parseHeader(new Cursor(bytes, source.size), source.size);
    } catch (error) {
      if (!(error instanceof NeedMoreBytes)) throw error;
      if (length === source.size) throw damaged("it ends in the middle of its header");
    }
  }
}

function parseHeader(cursor: Cursor, fileSize: number): GgufHeader {
  if (cursor.u32() !== MAGIC) throw damaged("it does not begin with the letters GGUF");
  const version = cursor.u32();
  if (version > 0xffff) {
    throw new EngineError(
      "unsupported-model",
      "This GGUF file is big-endian. Use the little-endian file of the same model.",
    );
  }
  if (version !== 2 && version !== 3) {
    throw new EngineError(
      "unsupported-model",
      `This GGUF file has version ${version}; versions 2 and 3 can be read.`,
    );
  }
  const tensorCount = cursor.count("tensors", 25);
  const metadataCount = cursor.count("metadata entries", 13);

  const metadata = new Map<string, GgufValue>();
  for (let i = 0; i < metadataCount; i++) {
    const key = cursor.string();
    metadata.set(key, readValue(cursor, cursor.u32(), 0));
  }
  const table: Omit<GgufTensorInfo, "byteLength">[] = [];
  for (let i = 0; i < tensorCount; i++) table.push(readTensorInfo(cursor));

  const alignment = alignmentOf(metadata);
  const dataStart = Math.ceil(cursor.position / alignment) * alignment;
  return { version, metadata, tensors: placeTensors(table, dataStart, fileSize) };
}

function readValue(cursor: Cursor, type: number, depth: number): GgufValue {
  if (type !== 9) return readScalar(cursor, type);
  if (depth === MAX_ARRAY_DEPTH) throw damaged("its metadata is nested too deeply");
  const elementType = cursor.u32();
  const length = cursor.count("values in a list", elementType === 8 ? 8 : 1);
  const values: GgufValue[] = [];
  for (let i = 0; i < length; i++) values.push(readValue(cursor, elementType, depth + 1));
  return values;
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
    case 8:
      return cursor.string();
    case 10:
      return cursor.u64();
    case 11:
      return cursor.i64();
    case 12:
      return cursor.f64();
    default:
      throw damaged(`its metadata has a value of unknown type ${type}`);
  }
}

function readTensorInfo(cursor: Cursor): Omit<GgufTensorInfo, "byteLength"> {
  const name = cursor.string();
  const rank = cursor.u32();
  if (rank < 1 || rank > MAX_DIMS) throw damaged(`tensor ${name} has ${rank} dimensions`);
  const dims = Array.from({ length: rank }, () => Number(cursor.u64()));
  const type = cursor.u32();
  return { name, dims, type, offset: Number(cursor.u64()) };
}

function alignmentOf(metadata: ReadonlyMap<string, GgufValue>): number {
  const value = metadata.get("general.alignment") ?? 32;
  if (typeof value !== "number" || value < 1 || value > 65536 || !Number.isInteger(value)) {
    throw damaged("its alignment is not a sensible number");
  }
  return value;
}

function placeTensors(
  table: readonly Omit<GgufTensorInfo, "byteLength">[],
  dataStart: number,
  fileSize: number,
): ReadonlyMap<string, GgufTensorInfo> {
  const tensors = new Map<string, GgufTensorInfo>();
  for (const entry of table) {
    const type = TENSOR_TYPES.get(entry.type);
    if (!type) {
      throw new EngineError(
        "unsupported-model",
        `Tensor ${entry.name} has type ${entry.type}, which Moodring does not know.`,
      );
    }
    const weights = entry.dims.reduce((product, dim) => product * dim, 1);
    const byteLength = (weights / type.blockSize) * type.blockBytes;
    const offset = dataStart + entry.offset;
    if (!Number.isSafeInteger(byteLength) || !Number.isSafeInteger(offset) || byteLength <= 0) {
      throw damaged(`tensor ${entry.name} has an impossible size`);
    }
    if (offset + byteLength > fileSize) throw damaged(`tensor ${entry.name} lies beyond its end`);
    if (tensors.has(entry.name)) throw damaged(`tensor ${entry.name} occurs twice`);
    tensors.set(entry.name, { ...entry, offset, byteLength });
  }
  rejectOverlaps([...tensors.values()]);
  return tensors;
}

function rejectOverlaps(tensors: GgufTensorInfo[]): void {
  tensors.sort((a, b) => a.offset - b.offset);
  for (const [i, tensor] of tensors.entries()) {
    const before = tensors[i - 1];
    if (before && before.offset + before.byteLength > tensor.offset) {
      throw damaged(`tensors ${before.name} and ${tensor.name} overlap`);
    }
  }
}

function damaged(why: string): EngineError {
  return new EngineError("corrupt-model", `This GGUF file is damaged: ${why}. Download it again.`);
}

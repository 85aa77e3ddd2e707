/** GGUF header reader. Everything the file says is checked before it is used. */
import type { ByteSource } from "../bytes.ts";
import { EngineError } from "../errors.ts";
import { foreignFile } from "../foreign-file.ts";
import { Cursor, NeedMoreBytes } from "./cursor.ts";
import { damaged } from "./damage.ts";
import { readEntryCount, readMetadata } from "./metadata.ts";
import { refuseLonePart } from "./split-metadata.ts";
import { placeTensors, readTensorCount, readTensorTable } from "./tensor-table.ts";
import type { GgufHeader, GgufMetadata } from "./types.ts";

const MAGIC = [0x47, 0x47, 0x55, 0x46]; // GGUF
const FIRST_READ = 4 * 2 ** 20;
/** A vocabulary of 260,000 tokens with scores takes 6 MB. */
const LONGEST_HEADER = 64 * 2 ** 20;
const LARGEST_ALIGNMENT = 65_536;

/**
 * Reads metadata and the tensor table of a model in one file.
 * @throws EngineError corrupt-model (not a GGUF, truncated, absurd), unsupported-model (version, byte
 * order, tensor type), missing-file (a part of a split model alone)
 */
export async function readGgufHeader(source: ByteSource): Promise<GgufHeader> {
  const header = await readGgufPart(source);
  refuseLonePart(header.metadata);
  return header;
}

/** The same for a file that may be one part of a split model. */
export async function readGgufPart(source: ByteSource): Promise<GgufHeader> {
  const longest = Math.min(source.size, LONGEST_HEADER);
  for (let length = Math.min(FIRST_READ, longest); ; length = Math.min(length * 4, longest)) {
    const bytes = await source.read(0, length);
    refuseOtherFormats(bytes);
    try {
      return parseHeader(new Cursor(bytes, source.size), source.size);
    } catch (error) {
      if (!(error instanceof NeedMoreBytes)) throw error;
      if (length === source.size) throw damaged("it ends in the middle of its header");
      if (length === longest) throw damaged("its header has no end");
    }
  }
}

function refuseOtherFormats(bytes: Uint8Array): void {
  if (bytes.length >= MAGIC.length && MAGIC.some((letter, i) => bytes[i] !== letter)) {
    throw foreignFile(bytes, "GGUF") ?? damaged("it does not begin with the letters GGUF");
  }
}

function parseHeader(cursor: Cursor, fileSize: number): GgufHeader {
  cursor.raw(MAGIC.length);
  const version = readVersion(cursor);
  const tensorCount = readTensorCount(cursor);
  const entryCount = readEntryCount(cursor);
  const metadata = readMetadata(cursor, entryCount);
  const table = readTensorTable(cursor, tensorCount);
  const alignment = alignmentOf(metadata);
  const dataStart = Math.ceil(cursor.position / alignment) * alignment;
  return { version, metadata, tensors: placeTensors(table, dataStart, alignment, fileSize) };
}

function readVersion(cursor: Cursor): number {
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
  return version;
}

/** As llama.cpp has it: a power of two, 32 where the file is silent. */
function alignmentOf(metadata: GgufMetadata): number {
  const value = metadata.get("general.alignment") ?? 32;
  const sensible =
    typeof value === "number" &&
    value >= 1 &&
    value <= LARGEST_ALIGNMENT &&
    Number.isInteger(Math.log2(value));
  if (!sensible) throw damaged("its alignment is not a sensible number");
  return value;
}

/**
 * A safetensors file: 8 bytes with the length of a JSON header, the header, and the tensors' bytes
 * without gaps. Source: the format's description in huggingface/safetensors. Everything the file
 * says is checked before it is used.
 */
import * as v from "valibot";
import type { ByteSource } from "../bytes.ts";
import { foreignFile } from "../foreign-file.ts";
import { shownName } from "../shown-name.ts";
import { damaged } from "./damage.ts";
import { DTYPES, type Dtype, isDtype, unreadableDtype } from "./dtypes.ts";
import { JsonFault, parseStrictJson } from "./strict-json.ts";

export interface SafetensorsInfo {
  readonly name: string;
  readonly dtype: Dtype;
  /** Outermost dimension first; empty for a single number. */
  readonly shape: readonly number[];
  /** From the start of the file. */
  readonly offset: number;
  readonly byteLength: number;
}

export interface SafetensorsHeader {
  /** The writer's notes, such as format: pt. */
  readonly metadata: ReadonlyMap<string, string>;
  readonly tensors: ReadonlyMap<string, SafetensorsInfo>;
}

const LENGTH_BYTES = 8;
/** Headers take some 100 bytes a tensor: this is room for 100,000 tensors in one file. */
const LONGEST_HEADER = 16 * 2 ** 20;
const NOTES = "__metadata__";
/** The header, a tensor's entry, its shape. */
const DEEPEST = 3;
const MOST_DIMS = 8;

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Notes = v.record(v.string(), v.string());
const Entry = v.object({
  dtype: v.string(),
  shape: v.pipe(v.array(Count), v.maxLength(MOST_DIMS)),
  data_offsets: v.tuple([Count, Count]),
});

/** @throws EngineError corrupt-model, unsupported-model (a type of number that is not known) */
export async function readSafetensorsHeader(source: ByteSource): Promise<SafetensorsHeader> {
  const length = await readHeaderLength(source);
  const bytes = await source.read(LENGTH_BYTES, LENGTH_BYTES + length);
  const dataStart = LENGTH_BYTES + length;
  const tensors = new Map<string, SafetensorsInfo>();
  let metadata: ReadonlyMap<string, string> = new Map();
  for (const [name, value] of Object.entries(parseHeader(bytes))) {
    if (name === NOTES) {
      const notes = v.safeParse(Notes, value);
      if (!notes.success) throw damaged(`its entry ${NOTES} is not a list of notes`);
      metadata = new Map(Object.entries(notes.output));
    } else {
      tensors.set(name, readEntry(name, value, dataStart));
    }
  }
  checkPlaces([...tensors.values()], dataStart, source.size);
  return { metadata, tensors };
}

async function readHeaderLength(source: ByteSource): Promise<number> {
  const start = await source.read(0, Math.min(source.size, 64));
  if (start.length < LENGTH_BYTES)
    throw foreignFile(start, "safetensors") ?? damaged("it has no header");
  const length = new DataView(start.buffer, start.byteOffset).getBigUint64(0, true);
  if (length > BigInt(source.size - LENGTH_BYTES)) {
    throw (
      foreignFile(start, "safetensors") ??
      damaged(`it claims a header of ${length} bytes, and ends before`)
    );
  }
  if (length > BigInt(LONGEST_HEADER)) {
    throw foreignFile(start, "safetensors") ?? damaged(`it claims a header of ${length} bytes`);
  }
  return Number(length);
}

function parseHeader(bytes: Uint8Array): object {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw damaged("its header is not text");
  }
  try {
    const json = parseStrictJson(text, DEEPEST);
    if (typeof json === "object" && json !== null && text.startsWith("{")) return json;
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    throw damaged(`its header ${shownName(error.message)}`);
  }
  throw damaged("its header is not a JSON object");
}

function readEntry(name: string, value: unknown, dataStart: number): SafetensorsInfo {
  const shown = shownName(name);
  const entry = v.safeParse(Entry, value);
  if (!entry.success) {
    const path = v.getDotPath(entry.issues[0]);
    throw damaged(`the entry of tensor ${shown} makes no sense${path ? ` (${path})` : ""}`);
  }
  const { dtype, shape, data_offsets: places } = entry.output;
  if (!isDtype(dtype)) throw unreadableDtype(shown, dtype);
  const [begin, end] = places;
  const elements = shape.reduce((product, dim) => product * dim, 1);
  if (!shape.includes(0) && !Number.isSafeInteger(elements)) {
    throw damaged(`tensor ${shown} has the impossible size ${shape.join(" × ")}`);
  }
  const byteLength = shape.includes(0) ? 0 : elements * DTYPES[dtype];
  if (end - begin !== byteLength) {
    throw damaged(`tensor ${shown} has ${end - begin} bytes where its shape takes ${byteLength}`);
  }
  return { name, dtype, shape, offset: dataStart + begin, byteLength };
}

/** One tensor after the other, from the start of the data to its end. */
function checkPlaces(tensors: SafetensorsInfo[], dataStart: number, fileSize: number): void {
  tensors.sort((a, b) => a.offset - b.offset || a.byteLength - b.byteLength);
  let end = dataStart;
  let last = "";
  for (const { name, offset, byteLength } of tensors) {
    const shown = shownName(name);
    if (offset + byteLength > fileSize) throw damaged(`tensor ${shown} lies beyond its end`);
    if (offset < end) throw damaged(`tensors ${last} and ${shown} overlap`);
    if (offset > end) throw damaged(`there are bytes of no tensor before ${shown}`);
    end = offset + byteLength;
    last = shown;
  }
  if (end < fileSize) throw damaged("there are bytes of no tensor at its end");
}

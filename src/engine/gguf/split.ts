/** A GGUF model in one file, or in the parts that llama.cpp's gguf-split makes of it. */
import { type ByteSource, joinSources, type NamedSource } from "../bytes.ts";
import { EngineError } from "../errors.ts";
import { listed, parsePartName, siblingName } from "../part-names.ts";
import { shownName } from "../shown-name.ts";
import { damaged } from "./damage.ts";
import { readGgufPart } from "./reader.ts";
import { type SplitMetadata, splitMetadata } from "./split-metadata.ts";
import type { GgufHeader, GgufTensorInfo } from "./types.ts";

export interface GgufModel {
  /** Metadata of the first part, tensors of all; offsets are into `source`. */
  readonly header: GgufHeader;
  /** The files laid end to end. */
  readonly source: ByteSource;
  /** The files in their order. */
  readonly files: readonly NamedSource[];
}

interface Part {
  readonly name: string;
  readonly source: ByteSource;
  readonly header: GgufHeader;
  readonly split: SplitMetadata;
}

/**
 * Reads the headers of all files of one model, given in any order: what counts is what each part
 * says of itself; names serve the messages.
 * @throws EngineError missing-file (parts are missing: which), bad-input (files of several models,
 * the same part twice), and what readGgufHeader throws
 */
export async function openGguf(files: readonly NamedSource[]): Promise<GgufModel> {
  const [first] = files;
  if (!first) throw new EngineError("bad-input", "Choose a model file.");
  const parts: Part[] = [];
  for (const { name, source } of files) {
    const header = await readGgufPart(source);
    const split = splitMetadata(header.metadata);
    if (!split && files.length > 1) {
      throw new EngineError(
        "bad-input",
        `${shownName(name)} is a whole model. Choose it alone, or only the parts of one model.`,
      );
    }
    if (!split) return { header, source, files };
    parts.push({ name, source, header, split });
  }
  return joinParts(inOrder(parts));
}

/** The parts by their number, when all are there and belong together. */
function inOrder(parts: readonly Part[]): Part[] {
  const [{ split: expected, name: firstName }] = parts as [Part];
  const byNumber = new Map<number, Part>();
  for (const part of parts) {
    const { no, count, tensors } = part.split;
    if (count !== expected.count || tensors !== expected.tensors) {
      throw new EngineError(
        "bad-input",
        `${shownName(firstName)} and ${shownName(part.name)} are parts of different models. Choose the parts of one.`,
      );
    }
    const twin = byNumber.get(no);
    if (twin) {
      throw new EngineError(
        "bad-input",
        `${shownName(twin.name)} and ${shownName(part.name)} are both part ${no + 1} of ${count}. Choose each part once.`,
      );
    }
    byNumber.set(no, part);
  }
  if (byNumber.size < expected.count) throw missing(byNumber, expected.count);
  return [...byNumber.values()].sort((a, b) => a.split.no - b.split.no);
}

function missing(found: ReadonlyMap<number, Part>, count: number): EngineError {
  const known = [...found.values()]
    .map(({ name }) => parsePartName(name))
    .find((name) => name?.parts === count);
  const names: string[] = [];
  for (let no = 0; no < count; no++) {
    if (found.has(no)) continue;
    names.push(known ? shownName(siblingName(known, no + 1)) : `part ${no + 1}`);
  }
  const are = names.length === 1 ? "is" : "are";
  return new EngineError(
    "missing-file",
    `This model comes in ${count} parts; ${listed(names)} ${are} missing. Choose all ${count} files together.`,
  );
}

function joinParts(parts: readonly Part[]): GgufModel {
  const [first] = parts as [Part];
  const tensors = new Map<string, GgufTensorInfo>();
  let start = 0;
  for (const { header, source } of parts) {
    for (const [name, info] of header.tensors) {
      if (tensors.has(name)) throw damaged(`tensor ${shownName(name)} is in two of its parts`);
      tensors.set(name, { ...info, offset: start + info.offset });
    }
    start += source.size;
  }
  if (tensors.size !== first.split.tensors) {
    throw damaged(
      `its parts hold ${tensors.size} tensors together, not ${first.split.tensors} as they say`,
    );
  }
  return {
    header: { ...first.header, tensors },
    source: joinSources(parts.map(({ source }) => source)),
    files: parts,
  };
}

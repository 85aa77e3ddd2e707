/** A model as Hugging Face publishes it: one safetensors file, or parts with an index. */
import { type ByteSource, freeBytes, type NamedSource } from "../bytes.ts";
import { EngineError } from "../errors.ts";
import { dequantise } from "../gguf/dequantise.ts";
import { listed, type PartName, parsePartName, siblingName } from "../part-names.ts";
import { shownName } from "../shown-name.ts";
import type { StoredTensor, TensorSource } from "../tensor.ts";
import { damaged } from "./damage.ts";
import { ggmlType } from "./dtypes.ts";
import { readSafetensorsHeader, type SafetensorsInfo } from "./header.ts";
import { readIndex } from "./index-file.ts";

interface Placed {
  readonly info: SafetensorsInfo;
  readonly source: ByteSource;
}

/**
 * The tensors of one model. Of `files` the `.safetensors` and the `.index.json` are looked at, in any
 * order; names may carry folders. Parts without an index are joined where their names show that all
 * are there.
 * @throws EngineError missing-file (which), bad-input, corrupt-model, unsupported-model
 */
export async function openSafetensors(files: readonly NamedSource[]): Promise<TensorSource> {
  const shards = new Map<string, ByteSource>();
  for (const { name, source } of files) {
    const base = baseName(name);
    if (!base.endsWith(".safetensors")) continue;
    if (shards.has(base)) throw new EngineError("bad-input", `Choose ${shownName(base)} once.`);
    shards.set(base, source);
  }
  const indexes = files.filter(({ name }) => name.endsWith(".safetensors.index.json"));
  if (indexes.length > 1) {
    throw new EngineError("bad-input", "Choose one safetensors.index.json, that of the model.");
  }
  const [index] = indexes;
  return tensorSource(
    index ? await readIndexed(await readIndex(index.source), shards) : await readUnindexed(shards),
  );
}

async function readIndexed(
  index: ReadonlyMap<string, string>,
  shards: ReadonlyMap<string, ByteSource>,
): Promise<ReadonlyMap<string, Placed>> {
  const wanted = [...new Set(index.values())].sort();
  const missing = wanted.filter((file) => !shards.has(file));
  if (missing.length > 0) throw missingFiles(missing, wanted.length);
  const placed = new Map<string, Placed>();
  for (const file of wanted) {
    const source = shards.get(file) as ByteSource;
    for (const [name, info] of (await readSafetensorsHeader(source)).tensors) {
      if (index.get(name) === file) placed.set(name, { info, source });
    }
  }
  for (const [name, file] of index) {
    if (!placed.has(name)) {
      throw damaged(`${shownName(file)} lacks the tensor ${shownName(name)} of the index`);
    }
  }
  return placed;
}

async function readUnindexed(
  shards: ReadonlyMap<string, ByteSource>,
): Promise<ReadonlyMap<string, Placed>> {
  checkComplete([...shards.keys()]);
  const placed = new Map<string, Placed>();
  for (const source of shards.values()) {
    for (const [name, info] of (await readSafetensorsHeader(source)).tensors) {
      if (placed.has(name)) throw damaged(`tensor ${shownName(name)} is in two of its parts`);
      placed.set(name, { info, source });
    }
  }
  return placed;
}

/** One whole file, or all parts of one model by their names. */
function checkComplete(names: readonly string[]): void {
  const [first] = names;
  if (first === undefined) throw new EngineError("bad-input", "Choose the model's .safetensors.");
  const parts = names.map(parsePartName);
  const [part] = parts;
  if (names.length === 1 && !part) return;
  const belongs = (other: PartName | null | undefined) =>
    part && other && part.stem === other.stem && part.parts === other.parts;
  if (!part || !parts.every(belongs)) {
    throw new EngineError(
      "bad-input",
      `${listed(names.map(shownName))} are not the parts of one model. Choose one model's files, with its model.safetensors.index.json.`,
    );
  }
  if (part.parts === names.length) return;
  const given = new Set(names);
  const missing: string[] = [];
  for (let no = 1; no <= part.parts; no++) {
    const name = siblingName(part, no);
    if (!given.has(name)) missing.push(name);
  }
  throw missingFiles(missing, part.parts);
}

function missingFiles(names: readonly string[], parts: number): EngineError {
  const are = names.length === 1 ? "is" : "are";
  return new EngineError(
    "missing-file",
    `This model comes in ${parts} parts; ${listed(names.map(shownName))} ${are} missing. Choose all ${parts} files together.`,
  );
}

function tensorSource(placed: ReadonlyMap<string, Placed>): TensorSource {
  return {
    byteLength: [...placed.values()].reduce((sum, { info }) => sum + info.byteLength, 0),
    dims: (name) => placed.get(name)?.info.shape,
    async open(name) {
      const found = placed.get(name);
      if (!found) {
        throw new EngineError("corrupt-model", `This model lacks the tensor ${shownName(name)}.`);
      }
      return openTensor(found);
    },
  };
}

async function openTensor({ info, source }: Placed): Promise<StoredTensor> {
  const { name, shape, offset, byteLength } = info;
  const type = ggmlType(shownName(name), info.dtype);
  const bytes = await source.read(offset, offset + byteLength);
  const rowBytes = ((shape.at(-1) ?? 1) * byteLength) / shape.reduce((n, dim) => n * dim, 1);
  return {
    name,
    dims: shape,
    byteLength,
    writeRows(out, firstRow, rows) {
      dequantise(type, bytes.subarray(firstRow * rowBytes, (firstRow + rows) * rowBytes), out);
    },
    release: () => freeBytes(bytes),
  };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

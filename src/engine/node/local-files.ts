/** Which files on a disk belong to the model that a path names. */
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { NamedSource } from "../bytes.ts";
import { EngineError } from "../errors.ts";
import { COMPANIONS } from "../model-files.ts";
import { parsePartName } from "../part-names.ts";
import { fileSource } from "./file-source.ts";

const SMALL = new Set<string>(Object.values(COMPANIONS));
const SAFETENSORS = /\.safetensors(\.index\.json)?$/i;

export interface LocalFiles {
  readonly files: readonly NamedSource[];
  /** A folder was named, not one of its files. */
  readonly isFolder: boolean;
}

/**
 * A folder stands for everything in it that a model may need; a GGUF for itself and, where it is one
 * part of several, the other parts beside it; safetensors for the safetensors of their folder.
 * @throws EngineError missing-file
 */
export async function localFiles(path: string): Promise<LocalFiles> {
  const about = await stat(path).catch((error: unknown) => {
    throw new EngineError("missing-file", `${path} is not there.`, { cause: error });
  });
  if (about.isDirectory()) {
    const files = await named(path, (name) => isWeights(name) || SMALL.has(name));
    return { files, isFolder: true };
  }
  return { files: await filesBeside(path), isFolder: false };
}

async function filesBeside(path: string): Promise<NamedSource[]> {
  const [folder, file] = [dirname(path), basename(path)];
  if (SAFETENSORS.test(file)) {
    return named(folder, (name) => SAFETENSORS.test(name) || SMALL.has(name));
  }
  const part = parsePartName(file);
  return named(folder, (name) => {
    const other = part && parsePartName(name);
    return name === file || (other?.stem === part?.stem && other?.parts === part?.parts && !!other);
  });
}

function isWeights(name: string): boolean {
  return /\.gguf$/i.test(name) || SAFETENSORS.test(name);
}

async function named(folder: string, belongs: (name: string) => boolean): Promise<NamedSource[]> {
  const names = (await readdir(folder)).filter(belongs).sort();
  return Promise.all(
    names.map(async (name) => ({ name, source: await fileSource(join(folder, name)) })),
  );
}

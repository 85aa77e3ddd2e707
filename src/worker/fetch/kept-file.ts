/**
 * A large file in this browser's storage: pieces in order, and a note of what they are of. A piece is
 * written as a whole or not at all, so that a download goes on after the last one.
 */
import { sha256 as hashOf } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import * as v from "valibot";
import type { FileStore, Refusal } from "../storage.ts";

const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const Note = v.object({
  schema: v.literal(1),
  url: v.string(),
  /** Of the whole file, where it is known. */
  bytes: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  /** What the server called this version of the file. */
  etag: v.nullable(v.string()),
  /** Of the whole file; null until all of it is here. */
  sha256: v.nullable(hex),
  pieces: v.array(v.object({ bytes: v.number(), sha256: hex })),
});
export type FileNote = v.InferOutput<typeof Note>;

const NOTE = "about.json";

/** The folder of a file: by its hash where that is known beforehand, else by its address. */
export function fileFolder(url: string, sha256: string | null): string {
  return `file-${sha256 ?? bytesToHex(hashOf(new TextEncoder().encode(url)))}`;
}

export function emptyNote(url: string): FileNote {
  return { schema: 1, url, bytes: null, etag: null, sha256: null, pieces: [] };
}

/** Null where nothing is kept, or nothing of use. */
export async function readNote(store: FileStore, folder: string): Promise<FileNote | null> {
  const kept = await store.get(folder, NOTE);
  if (kept === undefined) return null;
  try {
    return v.parse(Note, JSON.parse(await kept.text()));
  } catch {
    return null;
  }
}

/** Resolves to why it could not be kept. */
export async function writeNote(
  store: FileStore,
  folder: string,
  note: FileNote,
): Promise<Refusal | undefined> {
  return store.put(folder, NOTE, new Blob([JSON.stringify(note)]));
}

/** The pieces from the first on that are there in their full length. */
export async function readPieces(
  store: FileStore,
  folder: string,
  { pieces }: FileNote,
): Promise<Blob[]> {
  const found: Blob[] = [];
  for (const [i, { bytes }] of pieces.entries()) {
    const piece = await store.get(folder, pieceName(i));
    if (piece?.size !== bytes) break;
    found.push(piece);
  }
  return found;
}

export function pieceName(index: number): string {
  return String(index).padStart(6, "0");
}

/** Bytes of a file that are kept here, whole or not. */
export async function keptBytes(store: FileStore, folder: string): Promise<number> {
  const note = await readNote(store, folder);
  const pieces = note ? await readPieces(store, folder, note) : [];
  return pieces.reduce((sum, { size }) => sum + size, 0);
}

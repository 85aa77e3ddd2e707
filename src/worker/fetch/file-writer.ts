/** Bytes as they come, into pieces that are kept, hashed on the way. */
import type { FileStore, Refusal } from "../storage.ts";
import { type StreamHash, sha256Hex, streamHash } from "./hashing.ts";
import { type FileNote, pieceName, readPieces, writeNote } from "./kept-file.ts";

export interface WriterOptions {
  readonly store: FileStore;
  readonly folder: string;
  readonly pieceBytes: number;
  /** Longest file that is taken into memory once more for its hash. */
  readonly hashedWhole: number;
  /** Why nothing can be kept, where that is known beforehand. */
  readonly refusal?: Refusal | undefined;
}

/** A file that grows. What is kept of it can be read at any time; the rest is in memory. */
export class FileWriter {
  readonly pieces: Blob[] = [];
  /** Why pieces are not kept, from the first that was refused on. */
  refusal: Refusal | undefined;
  note: FileNote;
  /** How often another version of the file has come. */
  restarts = 0;
  private readonly options: WriterOptions;
  /** Null while the file is small enough to be hashed as a whole, which browsers do much faster. */
  private hash: StreamHash | null = null;
  private buffer: Uint8Array<ArrayBuffer> = new Uint8Array();
  private filled = 0;
  private kept = 0;

  constructor(note: FileNote, options: WriterOptions) {
    this.note = note;
    this.options = options;
    this.refusal = options.refusal;
  }

  get folder(): string {
    return this.options.folder;
  }

  /** Bytes so far, those in memory included. */
  get length(): number {
    return this.kept + this.filled;
  }

  /**
   * Takes over the kept pieces up to the first that was changed since it was written.
   * @returns whether one was
   */
  async takeKept(onBytes: (count: number) => void): Promise<boolean> {
    const { store, folder } = this.options;
    const pieces = await readPieces(store, folder, this.note);
    for (const [i, piece] of pieces.entries()) {
      const bytes = new Uint8Array(await piece.arrayBuffer());
      if ((await sha256Hex(bytes)) !== this.note.pieces[i]?.sha256) break;
      this.pieces.push(piece);
      this.kept += piece.size;
      onBytes(piece.size);
    }
    const damaged = this.pieces.length < this.note.pieces.length;
    this.note = {
      ...this.note,
      ...(damaged && { sha256: null }),
      pieces: this.note.pieces.slice(0, this.pieces.length),
    };
    return damaged;
  }

  async append(chunk: Uint8Array): Promise<void> {
    if (this.buffer.length === 0) this.buffer = new Uint8Array(this.options.pieceBytes);
    let from = 0;
    while (from < chunk.length) {
      const part = chunk.subarray(from, from + this.buffer.length - this.filled);
      this.buffer.set(part, this.filled);
      this.filled += part.length;
      from += part.length;
      if (this.filled === this.buffer.length) await this.flush();
    }
  }

  /** Starts over: another version of the file has come. */
  async restart(note: FileNote): Promise<void> {
    await this.options.store.remove(this.folder);
    this.restarts++;
    this.pieces.length = 0;
    this.note = note;
    this.hash = null;
    this.kept = 0;
    this.filled = 0;
  }

  /** Writes what is left. @returns the whole file's sha256 */
  async finish(): Promise<string> {
    if (this.filled > 0) await this.flush();
    if (this.length > this.options.hashedWhole) this.hash ??= await hashOf(this.pieces);
    if (this.hash) return this.hash.digest();
    return sha256Hex(new Uint8Array(await new Blob(this.pieces).arrayBuffer()));
  }

  /** Notes that all of it is here. */
  async complete(sha256: string): Promise<void> {
    this.note = { ...this.note, bytes: this.length, sha256 };
    const { store, folder } = this.options;
    if (this.refusal === undefined) this.refusal = await writeNote(store, folder, this.note);
  }

  private async flush(): Promise<void> {
    const bytes = this.buffer.slice(0, this.filled);
    if (this.length > this.options.hashedWhole) this.hash ??= await hashOf(this.pieces);
    this.hash?.update(bytes);
    const piece = new Blob([bytes]);
    this.pieces.push((await this.keep(piece, bytes)) ?? piece);
    this.kept += this.filled;
    this.filled = 0;
  }

  /** The kept piece, which takes no memory; undefined where it could not be kept. */
  private async keep(piece: Blob, bytes: Uint8Array<ArrayBuffer>): Promise<Blob | undefined> {
    if (this.refusal !== undefined) return undefined;
    const { store, folder } = this.options;
    const name = pieceName(this.pieces.length);
    this.refusal = await store.put(folder, name, piece);
    if (this.refusal !== undefined) return undefined;
    const entry = { bytes: piece.size, sha256: await sha256Hex(bytes) };
    this.note = { ...this.note, pieces: [...this.note.pieces, entry] };
    this.refusal = await writeNote(store, folder, this.note);
    return store.get(folder, name);
  }
}

async function hashOf(pieces: readonly Blob[]): Promise<StreamHash> {
  const hash = streamHash();
  for (const piece of pieces) hash.update(new Uint8Array(await piece.arrayBuffer()));
  return hash;
}

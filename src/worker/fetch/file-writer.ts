/** Bytes as they come, into pieces that are kept, hashed on the way. */
import { EngineError } from "../../engine/errors.ts";
import type { FileStore } from "../storage.ts";
import { type StreamHash, sha256Hex, streamHash } from "./hashing.ts";
import { type FileNote, pieceName, readPieces, writeNote } from "./kept-file.ts";

export interface WriterOptions {
  readonly store: FileStore;
  readonly folder: string;
  readonly pieceBytes: number;
  /** Why nothing can be kept, where that is known beforehand. */
  readonly refusal?: string | undefined;
}

/** A file that grows. What is kept of it can be read at any time; the rest is in memory. */
export class FileWriter {
  readonly pieces: Blob[] = [];
  /** Why pieces are not kept, from the first that was refused on. */
  refusal: string | undefined;
  note: FileNote;
  private readonly options: WriterOptions;
  private hash: StreamHash = streamHash();
  private buffer: Uint8Array<ArrayBuffer> = new Uint8Array();
  private filled = 0;
  private kept = 0;

  constructor(note: FileNote, options: WriterOptions) {
    this.note = note;
    this.options = options;
    this.refusal = options.refusal;
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
      // A whole file's hash is known; only one that grows needs it carried on.
      if (this.note.sha256 === null) this.hash.update(bytes);
      this.pieces.push(piece);
      this.kept += piece.size;
      onBytes(piece.size);
    }
    const damaged = this.pieces.length < this.note.pieces.length;
    if (damaged && this.note.sha256 !== null) await this.rehash();
    this.note = { ...this.note, pieces: this.note.pieces.slice(0, this.pieces.length) };
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
    await this.options.store.remove(this.options.folder);
    this.pieces.length = 0;
    this.note = note;
    this.hash = streamHash();
    this.kept = 0;
    this.filled = 0;
  }

  /** Writes what is left. @returns the whole file's sha256 */
  async finish(): Promise<string> {
    if (this.filled > 0) await this.flush();
    return this.hash.digest();
  }

  /** Notes that all of it is here. */
  async complete(sha256: string): Promise<void> {
    this.note = { ...this.note, bytes: this.length, sha256 };
    const { store, folder } = this.options;
    if (this.refusal === undefined) this.refusal = await writeNote(store, folder, this.note);
  }

  private async flush(): Promise<void> {
    const bytes = this.buffer.slice(0, this.filled);
    this.hash.update(bytes);
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

  /** The hash of the pieces that are still good, of a file that was whole. */
  private async rehash(): Promise<void> {
    this.hash = streamHash();
    for (const piece of this.pieces) this.hash.update(new Uint8Array(await piece.arrayBuffer()));
    this.note = { ...this.note, sha256: null };
  }
}

/** For messages: “12.3 MB”. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

export function tooLong(name: string, bytes: number): EngineError {
  return new EngineError(
    "corrupt-model",
    `${name} is longer than the ${megabytes(bytes)} that were published. The copy on this site is another file.`,
  );
}

export function tooShort(name: string, came: number, bytes: number): EngineError {
  return new EngineError(
    "corrupt-model",
    `${name} is incomplete: ${megabytes(came)} of ${megabytes(bytes)} came. Load again; if it stays so, the copy on this site is cut short.`,
  );
}

export function otherFile(name: string): EngineError {
  return new EngineError(
    "corrupt-model",
    `${name} is not the file that was published: its checksum differs. Load again; if it stays so, the copy on this site is damaged.`,
  );
}

/** What sources need of the network and of this browser's storage for large files. */
import type { ByteSource } from "../../engine/bytes.ts";
import type { Refusal } from "../storage.ts";

export interface RemoteFile {
  readonly url: string;
  /** For messages. */
  readonly name: string;
  /** Null where nobody has said. */
  readonly bytes: number | null;
  readonly sha256: string | null;
}

export interface ObtainOptions {
  readonly signal: AbortSignal;
  /** Bytes that are here now, since the last call; `cached` for those that lay in this browser. */
  readonly onBytes: (count: number, cached: boolean) => void;
  /** Another tab is at the same file, and goes first. */
  readonly onWait?: () => void;
}

export interface ObtainedFile {
  readonly source: ByteSource;
  readonly bytes: number;
  readonly sha256: string;
  /** Why it could not be kept. */
  readonly notKept?: Refusal;
}

/** @throws everything here: EngineError offline, missing-file, corrupt-model, quota, cancelled */
export interface Fetching {
  /** A whole file: kept already, or fetched, checked and kept. */
  obtain(file: RemoteFile, options: ObtainOptions): Promise<ObtainedFile>;
  /** Copies a file of the user's own into storage. */
  keep(file: File, options: ObtainOptions): Promise<ObtainedFile>;
  /** How much of a file is kept here. */
  keptBytes(file: RemoteFile): Promise<number>;
  /** What the server says of a file. */
  about(url: string, signal: AbortSignal): Promise<Pick<RemoteFile, "bytes" | "sha256">>;
  /** A file read by ranges, to look at its beginning. */
  remote(url: string, signal: AbortSignal): Promise<ByteSource>;
  /** A small text; null where the server has no such file. */
  text(url: string, signal: AbortSignal): Promise<string | null>;
}

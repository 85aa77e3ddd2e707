/** A large file: kept already, or fetched from where the last attempt ended, checked, kept. */
import { blobSource, joinSources } from "../../engine/bytes.ts";
import { EngineError } from "../../engine/errors.ts";
import type { ObtainedFile, ObtainOptions, RemoteFile } from "../sources/fetching.ts";
import type { FileStore, Refusal } from "../storage.ts";
import { bodyChunks } from "./body.ts";
import { ServerBusy, waitFor } from "./busy.ts";
import { keepsChanging, keptSoFar, noSpace, otherFile, tooLong, tooShort } from "./file-faults.ts";
import { FileWriter } from "./file-writer.ts";
import { emptyNote, type FileNote, fileFolder, readNote } from "./kept-file.ts";
import { pauseForNetwork } from "./network-pause.ts";
import { ask } from "./request.ts";

export interface ObtainSettings {
  readonly store: FileStore;
  readonly pieceBytes: number;
  readonly hashedWhole: number;
  /** Bytes that storage still takes. */
  readonly room: () => Promise<number>;
  /** Files up to this size run from memory where storage is full; larger ones are refused. */
  readonly memoryBytes: number;
  /** Waits between attempts to go on with a broken download, in ms: as many attempts. */
  readonly retryMs: readonly number[];
  /** A server that sends nothing for so long has hung up. */
  readonly silenceMs: number;
}

/** @throws EngineError offline, missing-file, corrupt-model, quota, cancelled */
export async function obtainFile(
  file: RemoteFile,
  settings: ObtainSettings,
  options: ObtainOptions,
): Promise<ObtainedFile> {
  const { folder, note } = await findKept(file, settings.store);
  const writer = new FileWriter(note ?? emptyNote(file.url), {
    ...settings,
    folder,
    refusal: await noRoom(file, note, settings),
  });
  const damaged = await writer.takeKept((count) => options.onBytes(count, true));
  const whole = writer.note.sha256;
  if (whole !== null) return obtained(writer, whole);
  try {
    await fetchRest(file, writer, settings, options);
  } catch (error) {
    throw damaged ? whileDamaged(error, file.name) : error;
  }
  const expected = file.bytes ?? writer.note.bytes;
  if (expected !== null && writer.length < expected) {
    throw tooShort(file.name, writer.length, expected);
  }
  const sha256 = await writer.finish();
  if (file.sha256 !== null && sha256 !== file.sha256) {
    await settings.store.remove(folder);
    throw otherFile(file.name);
  }
  await writer.complete(sha256);
  await refuseFull(file, writer, settings);
  return obtained(writer, sha256);
}

/** Where a file is or will be kept. One that was fetched before its hash was known lies under its address. */
export async function findKept(
  { url, sha256, bytes }: RemoteFile,
  store: FileStore,
): Promise<{ readonly folder: string; readonly note: FileNote | null }> {
  const byHash = fileFolder(url, sha256);
  for (const folder of new Set([byHash, fileFolder(url, null)])) {
    const note = await readNote(store, folder);
    const fits =
      note !== null &&
      (note.sha256 === null || sha256 === null || note.sha256 === sha256) &&
      (note.bytes === null || bytes === null || note.bytes === bytes);
    if (fits && (folder === byHash || note.sha256 !== null)) return { folder, note };
  }
  return { folder: byHash, note: null };
}

export function obtained(writer: FileWriter, sha256: string): ObtainedFile {
  const source = joinSources(writer.pieces.map(blobSource));
  const file = { source, bytes: source.size, sha256 };
  return writer.refusal === undefined ? file : { ...file, notKept: writer.refusal };
}

async function noRoom(
  { name, bytes }: RemoteFile,
  note: FileNote | null,
  { room, memoryBytes }: ObtainSettings,
): Promise<Refusal | undefined> {
  if (bytes === null) return undefined;
  const missing = bytes - (note ? piecesBytes(note) : 0);
  const free = await room();
  if (missing <= 0 || free >= missing) return undefined;
  if (bytes > memoryBytes) throw noSpace(name, missing, free);
  return "full";
}

function piecesBytes({ pieces }: FileNote): number {
  return pieces.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Storage that fills up on the way: nothing half of a large file stays behind. */
async function refuseFull(
  { name, bytes }: RemoteFile,
  writer: FileWriter,
  { room, memoryBytes, store }: ObtainSettings,
): Promise<void> {
  const total = bytes ?? writer.note.bytes ?? writer.length;
  if (writer.refusal !== "full" || total <= memoryBytes) return;
  await store.remove(writer.folder);
  throw noSpace(name, total, await room());
}

/** Goes on where the connection breaks, as long as the server gives ranges, and asks a busy one again. */
async function fetchRest(
  file: RemoteFile,
  writer: FileWriter,
  settings: ObtainSettings,
  options: ObtainOptions,
): Promise<void> {
  let givesRanges = false;
  for (let failed = 0; ; failed++) {
    const before = writer.length;
    try {
      await fetchOnce(file, writer, settings, options, (ranges) => {
        givesRanges = ranges;
      });
      return;
    } catch (error) {
      if (writer.length > before) failed = 0;
      const usual = settings.retryMs[failed];
      const brokeOff = error instanceof EngineError && error.kind === "offline";
      if (!brokeOff) throw error;
      const wait = usual === undefined ? null : waitFor(error, usual);
      // A busy server has sent nothing that would have to come again.
      const goesOn = givesRanges || error instanceof ServerBusy;
      if (!goesOn || wait === null) throw keptSoFar(error, piecesBytes(writer.note));
      await pauseForNetwork(wait, options.signal);
    }
  }
}

async function fetchOnce(
  file: RemoteFile,
  writer: FileWriter,
  settings: ObtainSettings,
  { signal, onBytes }: ObtainOptions,
  onAnswer: (givesRanges: boolean) => void,
): Promise<void> {
  const { url, name } = file;
  let response = await askOnwards(url, writer, signal);
  if (response === null) return;
  if (writer.length > 0 && !goesOn(response, writer)) {
    onBytes(-writer.length, false);
    await writer.restart(emptyNote(url));
    if (writer.restarts > 1) {
      await response.body?.cancel();
      throw keepsChanging(name);
    }
    if (response.status !== 200) {
      await response.body?.cancel();
      response = await ask(url, { signal });
    }
  }
  onAnswer(response.status === 206 || response.headers.get("accept-ranges") === "bytes");
  writer.note = {
    ...writer.note,
    etag: response.headers.get("etag"),
    bytes: totalOf(response, writer.length),
  };
  for await (const chunk of bodyChunks(response, name, signal, settings.silenceMs)) {
    if (file.bytes !== null && writer.length + chunk.length > file.bytes) {
      throw tooLong(name, file.bytes);
    }
    await writer.append(chunk);
    await refuseFull(file, writer, settings);
    onBytes(chunk.length, false);
  }
}

/** Null where nothing is left to send. */
async function askOnwards(
  url: string,
  writer: FileWriter,
  signal: AbortSignal,
): Promise<Response | null> {
  if (writer.length === 0) return ask(url, { signal });
  const response = await ask(url, { signal, range: { start: writer.length } });
  if (response.status !== 416) return response;
  return totalOf(response, 0) === writer.length ? null : ask(url, { signal });
}

/** Whether an answer continues what is here: not one from the start, nor one of another version. */
function goesOn(response: Response, { note, length }: FileWriter): boolean {
  const etag = response.headers.get("etag");
  const total = totalOf(response, length);
  return (
    response.status === 206 &&
    (etag === null || note.etag === null || etag === note.etag) &&
    (total === null || note.bytes === null || total === note.bytes)
  );
}

/** Of the whole file, as an answer tells it; null where it does not, or a site may not see it. */
export function totalOf(response: Response, start: number): number | null {
  const range = /\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1];
  if (range !== undefined) return Number(range);
  const length = response.headers.get("content-length");
  // Of a compressed answer it is another length.
  if (length === null || response.headers.has("content-encoding")) return null;
  return response.status === 206 ? start + Number(length) : Number(length);
}

function whileDamaged(error: unknown, name: string): unknown {
  if (!(error instanceof EngineError) || error.kind !== "offline") return error;
  return new EngineError(
    "corrupt-model",
    `What this browser kept of ${name} is damaged. Load the model again with a connection: the file is then fetched anew.`,
    { cause: error },
  );
}

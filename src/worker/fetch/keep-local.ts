/** A file of the user's own, copied into storage piece by piece. */
import { blobSource } from "../../engine/bytes.ts";
import { throwIfCancelled } from "../../engine/errors.ts";
import type { ObtainedFile, ObtainOptions } from "../sources/fetching.ts";
import { FileWriter } from "./file-writer.ts";
import { emptyNote, fileFolder } from "./kept-file.ts";
import { findKept, type ObtainSettings, obtained } from "./obtain-file.ts";

/** Stands in for an address: the same file, not changed since, has the same one. */
export function localAddress({ name, size, lastModified }: File): string {
  return `local:${encodeURIComponent(name)}:${size}:${lastModified}`;
}

export function isLocalAddress(url: string): boolean {
  return url.startsWith("local:");
}

/**
 * Where there is no room, the file is used from where it lies.
 * @throws EngineError cancelled
 */
export async function keepLocal(
  file: File,
  settings: ObtainSettings,
  { signal, onBytes }: ObtainOptions,
): Promise<ObtainedFile> {
  const url = localAddress(file);
  const remote = { url, name: file.name, bytes: file.size, sha256: null };
  const { note } = await findKept(remote, settings.store);
  const short = (await settings.room()) < file.size - (note?.bytes ?? 0);
  const writer = new FileWriter(note ?? emptyNote(url), {
    ...settings,
    folder: fileFolder(url, null),
    refusal: short ? "full" : undefined,
  });
  await writer.takeKept((count) => onBytes(count, true));
  const whole = writer.note.sha256;
  if (whole !== null) return obtained(writer, whole);
  writer.note = { ...writer.note, bytes: file.size };
  try {
    await copy(file, writer, settings.pieceBytes, { signal, onBytes });
  } catch (error) {
    // Nobody would find a part of it again.
    await settings.store.remove(fileFolder(url, null));
    throw error;
  }
  const sha256 = await writer.finish();
  await writer.complete(sha256);
  if (writer.refusal === undefined) return obtained(writer, sha256);
  await settings.store.remove(fileFolder(url, null));
  return { source: blobSource(file), bytes: file.size, sha256, notKept: writer.refusal };
}

async function copy(
  file: File,
  writer: FileWriter,
  pieceBytes: number,
  { signal, onBytes }: ObtainOptions,
): Promise<void> {
  while (writer.length < file.size) {
    throwIfCancelled(signal);
    const part = file.slice(writer.length, writer.length + pieceBytes);
    await writer.append(new Uint8Array(await part.arrayBuffer()));
    onBytes(part.size, true);
  }
}

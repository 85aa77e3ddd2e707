/** Fetching over this browser's storage: pieces that are kept, downloads that go on. */
import { EngineError } from "../../engine/errors.ts";
import { withLock } from "../locks.ts";
import type { Fetching, ObtainedFile, ObtainOptions, RemoteFile } from "../sources/fetching.ts";
import type { FileStore } from "../storage.ts";
import { askText } from "./body.ts";
import { whileBusy } from "./busy.ts";
import { isLocalAddress, keepLocal, localAddress } from "./keep-local.ts";
import { fileFolder, keptBytes } from "./kept-file.ts";
import { findKept, type ObtainSettings, obtainFile } from "./obtain-file.ts";
import { remoteSource } from "./remote-source.ts";
import { fileInfo } from "./server-info.ts";
import { SILENCE_MS } from "./silence.ts";

const DEFAULTS = {
  pieceBytes: 16 * 2 ** 20,
  hashedWhole: 64 * 2 ** 20,
  memoryBytes: 256 * 2 ** 20,
  retryMs: [500, 1000, 2000, 4000, 8000],
  silenceMs: SILENCE_MS,
} as const;

export function storeFetching(store: FileStore, changes: Partial<ObtainSettings> = {}): Fetching {
  const settings: ObtainSettings = {
    ...DEFAULTS,
    store,
    room: freeBytes,
    ...changes,
  };
  return {
    obtain: (file, options) =>
      withLock(
        `moodring:${fileFolder(file.url, file.sha256)}`,
        options.signal,
        () =>
          isLocalAddress(file.url)
            ? obtainLocal(file, settings, options)
            : obtainFile(file, settings, options),
        options.onWait,
      ),
    keep: (file, options) =>
      withLock(
        `moodring:${fileFolder(localAddress(file), null)}`,
        options.signal,
        () => keepLocal(file, settings, options),
        options.onWait,
      ),
    async keptBytes(file) {
      const { folder } = await findKept(file, store);
      return keptBytes(store, folder);
    },
    about: fileInfo,
    remote: remoteSource,
    async text(url, signal) {
      try {
        return await whileBusy(() => askText(url, signal), signal);
      } catch (error) {
        if (error instanceof EngineError && error.kind === "missing-file") return null;
        throw error;
      }
    },
  };
}

/** A file of the user's own that was kept. @throws EngineError missing-file where it is no longer, or damaged */
async function obtainLocal(
  file: RemoteFile,
  settings: ObtainSettings,
  options: ObtainOptions,
): Promise<ObtainedFile> {
  const { note } = await findKept(file, settings.store);
  try {
    if (note?.sha256) return await obtainFile(file, settings, options);
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind === "cancelled") throw error;
  }
  throw new EngineError(
    "missing-file",
    `This browser does not keep ${file.name} whole any more. Choose the model's file again.`,
  );
}

/** What storage still takes, where the browser says so. */
async function freeBytes(): Promise<number> {
  const estimate = await globalThis.navigator?.storage?.estimate?.().catch(() => undefined);
  const { quota, usage } = estimate ?? {};
  return quota === undefined ? Number.POSITIVE_INFINITY : quota - (usage ?? 0);
}

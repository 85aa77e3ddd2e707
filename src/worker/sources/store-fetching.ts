/** Files as wholes: fetched into memory, checked, kept by their sha256. */
import { blobSource, freeBytes } from "../../engine/bytes.ts";
import { EngineError } from "../../engine/errors.ts";
import { downloadFile, downloadText, hasSha256, serverSays } from "../download.ts";
import { withLock } from "../locks.ts";
import type { FileStore } from "../storage.ts";
import type { Fetching, ObtainedFile, ObtainOptions, RemoteFile } from "./fetching.ts";
import { sha256Hex } from "./sha256.ts";

/** The folder of all kept files; each is named by its hash. */
export const FILES = "files";

export function storeFetching(store: FileStore): Fetching {
  async function kept({ bytes, sha256 }: RemoteFile): Promise<Blob | undefined> {
    if (sha256 === null) return undefined;
    const blob = await store.get(FILES, sha256);
    return bytes === null || blob?.size === bytes ? blob : undefined;
  }

  async function keep(content: Blob, sha256: string): Promise<ObtainedFile> {
    const notKept = await store.put(FILES, sha256, content);
    // The kept copy can be read piece by piece; the other one may take memory.
    const blob = notKept === undefined ? ((await store.get(FILES, sha256)) ?? content) : content;
    const file = { source: blobSource(blob), bytes: blob.size, sha256 };
    return notKept === undefined ? file : { ...file, notKept };
  }

  async function obtain(file: RemoteFile, options: ObtainOptions): Promise<ObtainedFile> {
    const blob = await kept(file);
    if (blob !== undefined && file.sha256 !== null && (await isWhole(blob, file.sha256))) {
      options.onBytes(blob.size, true);
      return { source: blobSource(blob), bytes: blob.size, sha256: file.sha256 };
    }
    const bytes = await fetchFile(file, options, blob !== undefined);
    const sha256 = file.sha256 ?? (await sha256Hex(bytes));
    const content = new Blob([bytes]);
    freeBytes(bytes);
    return keep(content, sha256);
  }

  return {
    obtain: (file, options) =>
      withLock(`moodring:file:${file.sha256 ?? file.url}`, options.signal, () =>
        obtain(file, options),
      ),
    async keep(file, { onBytes }) {
      const sha256 = await sha256Hex(new Uint8Array(await file.arrayBuffer()));
      onBytes(file.size, true);
      return keep(file, sha256);
    },
    keptBytes: async (file) => (await kept(file))?.size ?? 0,
    about: serverSays,
    async remote(url, signal) {
      const { bytes } = await serverSays(url, signal);
      const file = { bytes: bytes ?? 0, sha256: null };
      return blobSource(new Blob([await downloadFile(url, file, { signal })]));
    },
    async text(url, signal) {
      try {
        return await downloadText(url, signal);
      } catch (error) {
        if (error instanceof EngineError && error.kind === "missing-file") return null;
        throw error;
      }
    },
  };
}

/** `damaged`: what was kept of it has changed, so that a load without a network says so. */
async function fetchFile(
  { url, name, bytes, sha256 }: RemoteFile,
  { signal, onBytes }: ObtainOptions,
  damaged: boolean,
): Promise<Uint8Array<ArrayBuffer>> {
  if (url === "") {
    throw new EngineError(
      "missing-file",
      `This browser does not keep ${name} any more. Choose the model's file again.`,
    );
  }
  try {
    const size = bytes ?? (await serverSays(url, signal)).bytes;
    const expected = { bytes: size ?? 0, sha256 };
    return await downloadFile(url, expected, { signal, onBytes: (n) => onBytes(n, false) });
  } catch (error) {
    if (!damaged || !(error instanceof EngineError) || error.kind !== "offline") throw error;
    throw new EngineError(
      "corrupt-model",
      `What this browser kept of ${name} is damaged. Load the model again with a connection: the file is then fetched anew.`,
      { cause: error },
    );
  }
}

/** Whether a kept file is still what was published: storage can be changed or damaged. */
async function isWhole(kept: Blob, sha256: string): Promise<boolean> {
  const bytes = new Uint8Array(await kept.arrayBuffer());
  const whole = await hasSha256(bytes, sha256);
  freeBytes(bytes);
  return whole;
}

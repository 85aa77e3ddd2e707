/**
 * Files kept in the browser's own file system (OPFS), two levels deep: moodring/<folder>/<name>.
 * A name is a sha256 wherever the content has one, so that a file that is there is the right one.
 * Writing goes to the browser's swap file and is committed at the end: no half file is ever kept.
 */

/** Why a file is not kept: no room is left, or the browser keeps no files for this page. */
export type Refusal = "full" | "closed";

export interface FileStore {
  /** The kept file, read as it is needed; undefined where it is not kept (any more). */
  get(folder: string, name: string): Promise<Blob | undefined>;
  /** Keeps a file. Resolves to why it could not be kept; undefined once it is. */
  put(folder: string, name: string, content: Blob): Promise<Refusal | undefined>;
  /** Forgets a folder, or one file of it. It is no fault if nothing was kept. */
  remove(folder: string, name?: string): Promise<void>;
  /** Names of all folders; none where the browser keeps nothing. */
  folders(): Promise<string[]>;
  /** What a folder's files take; 0 where nothing is kept. */
  bytes(folder: string): Promise<number>;
}

const HOME = "moodring";

/** Files in OPFS. `root` is `navigator.storage.getDirectory` in a browser. */
export function originStore(root: () => Promise<FileSystemDirectoryHandle>): FileStore {
  async function open(folder: string, create: boolean): Promise<FileSystemDirectoryHandle> {
    const home = await (await root()).getDirectoryHandle(HOME, { create });
    return await home.getDirectoryHandle(folder, { create });
  }
  return {
    async get(folder, name) {
      try {
        return await (await (await open(folder, false)).getFileHandle(name)).getFile();
      } catch {
        // Not there, evicted, or no storage at all: the caller fetches it.
        return undefined;
      }
    },
    async put(folder, name, content) {
      try {
        await write(await open(folder, true), name, content);
        return undefined;
      } catch (error) {
        return isFull(error) ? "full" : "closed";
      }
    },
    async remove(folder, name) {
      try {
        const home = await (await root()).getDirectoryHandle(HOME);
        if (name === undefined) await home.removeEntry(folder, { recursive: true });
        else await (await home.getDirectoryHandle(folder)).removeEntry(name);
      } catch (error) {
        if (!isNotFound(error)) throw error;
      }
    },
    async folders() {
      try {
        return await namesIn(await (await root()).getDirectoryHandle(HOME));
      } catch {
        // Nothing is kept, or nothing may be.
        return [];
      }
    },
    async bytes(folder) {
      let sum = 0;
      try {
        const files = await open(folder, false);
        for (const name of await namesIn(files)) {
          sum += (await (await files.getFileHandle(name)).getFile()).size;
        }
      } catch {
        // Not there, or gone in between.
      }
      return sum;
    },
  };
}

async function namesIn(folder: FileSystemDirectoryHandle): Promise<string[]> {
  // The DOM types of workers leave out that a folder can be walked.
  const walked = folder as unknown as { keys(): AsyncIterable<string> };
  const names: string[] = [];
  for await (const name of walked.keys()) names.push(name);
  return names;
}

async function write(
  folder: FileSystemDirectoryHandle,
  name: string,
  content: Blob,
): Promise<void> {
  const handle = await folder.getFileHandle(name, { create: true });
  try {
    const writable = await handle.createWritable();
    try {
      await writable.write(content);
      await writable.close();
    } catch (error) {
      await writable.abort().catch(() => undefined);
      throw error;
    }
  } catch (error) {
    // Opening it made an empty entry.
    await folder.removeEntry(name).catch(() => undefined);
    throw error;
  }
}

/**
 * Chromium says now and then of a blob in memory that it can't be read, where it is the room for its
 * copy that is missing.
 */
function isFull(error: unknown): boolean {
  return error instanceof Error && /^(QuotaExceeded|NotReadable)Error$/.test(error.name);
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && error.name === "NotFoundError";
}

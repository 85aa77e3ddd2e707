/** A stand-in for the browser's private file system, for tests in Node: commits on close, can be full. */

export interface FakeOrigin {
  readonly root: () => Promise<FileSystemDirectoryHandle>;
  /** Every kept file as "folder/name", with its size. */
  files(): Record<string, number>;
  /** Puts other bytes of the same size where a file is kept, as a damaged disk would. */
  damage(path: string): void;
  /** Bytes that still fit. */
  free: number;
  /** What the browser calls it where they do not. */
  fullError: string;
}

function domError(name: string): Error {
  return Object.assign(new Error(name), { name });
}

class FakeFile {
  content = new Blob([]);
  constructor(private readonly origin: FakeOrigin) {}

  async getFile(): Promise<Blob> {
    return this.content;
  }

  async createWritable() {
    let written = new Blob([]);
    return {
      write: async (chunk: Blob) => {
        if (chunk.size > this.origin.free) throw domError(this.origin.fullError);
        written = new Blob([written, chunk]);
      },
      close: async () => {
        this.origin.free += this.content.size - written.size;
        this.content = written;
      },
      abort: async () => undefined,
    };
  }
}

class FakeFolder {
  readonly entries = new Map<string, FakeFolder | FakeFile>();
  constructor(private readonly origin: FakeOrigin) {}

  async getDirectoryHandle(name: string, options?: { create?: boolean }): Promise<FakeFolder> {
    const found = this.entries.get(name);
    if (found instanceof FakeFolder) return found;
    if (!options?.create) throw domError("NotFoundError");
    const made = new FakeFolder(this.origin);
    this.entries.set(name, made);
    return made;
  }

  async getFileHandle(name: string, options?: { create?: boolean }): Promise<FakeFile> {
    const found = this.entries.get(name);
    if (found instanceof FakeFile) return found;
    if (!options?.create) throw domError("NotFoundError");
    const made = new FakeFile(this.origin);
    this.entries.set(name, made);
    return made;
  }

  async removeEntry(name: string): Promise<void> {
    const entry = this.entries.get(name);
    if (entry === undefined) throw domError("NotFoundError");
    this.entries.delete(name);
    const files =
      entry instanceof FakeFolder ? entry.list("") : [["", entry.content.size] as const];
    for (const [, size] of files) this.origin.free += size;
  }

  async *keys(): AsyncGenerator<string> {
    yield* [...this.entries.keys()];
  }

  find(path: string): FakeFile | undefined {
    const [name = "", ...rest] = path.split("/");
    const entry = this.entries.get(name);
    if (entry instanceof FakeFolder) return entry.find(rest.join("/"));
    return entry;
  }

  list(prefix: string): [string, number][] {
    return [...this.entries].flatMap(([name, entry]): [string, number][] =>
      entry instanceof FakeFolder
        ? entry.list(`${prefix}${name}/`)
        : [[`${prefix}${name}`, entry.content.size]],
    );
  }
}

/** An empty file system with room for `free` bytes. */
export function fakeOrigin(free = Number.POSITIVE_INFINITY): FakeOrigin {
  const origin: FakeOrigin = {
    free,
    fullError: "QuotaExceededError",
    root: async () => top as unknown as FileSystemDirectoryHandle,
    files: () => Object.fromEntries(top.list("").map(([path, size]) => [path.slice(9), size])),
    damage(path) {
      const file = top.find(`moodring/${path}`);
      if (file === undefined) throw new Error(`${path} is not kept`);
      file.content = new Blob([new Uint8Array(file.content.size).fill(0xee)]);
    },
  };
  const top = new FakeFolder(origin);
  return origin;
}

/** A file system that the browser does not hand out, as in some private windows. */
export async function refusedRoot(): Promise<FileSystemDirectoryHandle> {
  throw domError("SecurityError");
}

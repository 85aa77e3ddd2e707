/** Random access to a file that may lie in several pieces: shards in memory, in OPFS, on a disk. */
export interface ByteSource {
  readonly size: number;
  /** A copy of bytes start … end − 1, the caller's own. Throws a RangeError outside the source. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** A source with the name of its file, where the name says something (a part, an index). */
export interface NamedSource {
  readonly name: string;
  readonly source: ByteSource;
}

/** A Blob (a kept file, a dropped file, bytes in memory) as a source. Only the range asked for is read. */
export function blobSource(blob: Blob): ByteSource {
  return {
    size: blob.size,
    async read(start, end) {
      checkRange(start, end, blob.size);
      return new Uint8Array(await blob.slice(start, end).arrayBuffer());
    },
  };
}

/** Several sources laid end to end, as a sharded file is. */
export function joinSources(parts: readonly ByteSource[]): ByteSource {
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  return {
    size,
    async read(start, end) {
      checkRange(start, end, size);
      const out = new Uint8Array(end - start);
      let offset = 0;
      for (const part of parts) {
        const from = Math.max(start, offset);
        const to = Math.min(end, offset + part.size);
        if (from < to) {
          const bytes = await part.read(from - offset, to - offset);
          if (to - from === out.length) return bytes;
          out.set(bytes, from - start);
        }
        offset += part.size;
      }
      return out;
    },
  };
}

/**
 * Gives the memory of bytes back at once, where the platform can; else whenever garbage is collected,
 * which for large arrays may be long after. Nobody may look at them afterwards.
 */
export function freeBytes({ buffer }: Uint8Array<ArrayBuffer> | Float32Array<ArrayBuffer>): void {
  (buffer as ArrayBuffer & { transfer?: (length: number) => ArrayBuffer }).transfer?.(0);
}

function checkRange(start: number, end: number, size: number): void {
  if (start < 0 || end < start || end > size) {
    throw new RangeError(`bytes ${start}–${end} lie outside a file of ${size} bytes`);
  }
}

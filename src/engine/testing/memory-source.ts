import type { ByteSource } from "../bytes.ts";

/** For tests: bytes in memory as a source that counts what is read, and refuses reads outside. */
export function memorySource(bytes: Uint8Array): ByteSource & { readonly bytesRead: number } {
  let bytesRead = 0;
  return {
    size: bytes.length,
    get bytesRead() {
      return bytesRead;
    },
    async read(start, end) {
      if (!(start >= 0 && end >= start && end <= bytes.length)) {
        throw new RangeError(`bytes ${start}–${end} of ${bytes.length}`);
      }
      bytesRead += end - start;
      return bytes.slice(start, end) as Uint8Array<ArrayBuffer>;
    },
  };
}

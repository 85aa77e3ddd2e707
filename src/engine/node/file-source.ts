import { open } from "node:fs/promises";
import type { ByteSource } from "../bytes.ts";

/** A file on disk as a source of bytes. The handle is opened for each read. */
export async function fileSource(path: string): Promise<ByteSource> {
  const handle = await open(path);
  const { size } = await handle.stat();
  await handle.close();
  return {
    size,
    async read(start, end) {
      const file = await open(path);
      try {
        const out = new Uint8Array(end - start);
        const { bytesRead } = await file.read(out, 0, out.length, start);
        if (bytesRead !== out.length) throw new RangeError(`${path} ended early`);
        return out;
      } finally {
        await file.close();
      }
    },
  };
}

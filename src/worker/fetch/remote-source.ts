/** The beginning of a file on a server, read by ranges as far as it is wanted. */
import type { ByteSource } from "../../engine/bytes.ts";
import { EngineError } from "../../engine/errors.ts";
import { bodyChunks } from "./body.ts";
import { whileBusy } from "./busy.ts";
import { totalOf } from "./obtain-file.ts";
import { ask, fileName } from "./request.ts";
import { fileInfo } from "./server-info.ts";

/** A first look: enough for most headers, without their vocabularies. */
const FIRST_LOOK = 2 ** 20;

/**
 * A source whose reads fetch what is missing from the start of the file up to their end. Headers lie
 * there, so that little is fetched twice, and nothing is kept.
 * @throws EngineError missing-file, offline, corrupt-model (changed between two reads), cancelled
 */
export async function remoteSource(url: string, signal: AbortSignal): Promise<ByteSource> {
  const name = fileName(url);
  const { size: first, etag, bytes } = await fetchRange(url, 0, FIRST_LOOK, signal);
  const size = first ?? (await fileInfo(url, signal)).bytes;
  if (size === null) {
    throw new EngineError(
      "missing-file",
      `The server does not say how large ${name} is, so that it can't be looked at before it is fetched. Download it with your browser and drop it onto this page.`,
    );
  }
  let known = bytes;
  return {
    size,
    async read(start, end) {
      if (start < 0 || end < start || end > size)
        throw new RangeError(`${name} ends before ${end}`);
      if (end > known.length) {
        const more = await fetchRange(url, known.length, end, signal);
        if (more.etag !== etag || (more.size ?? size) !== size) throw changed(name);
        if (known.length + more.bytes.length < end) throw changed(name);
        const joined = new Uint8Array(known.length + more.bytes.length);
        joined.set(known);
        joined.set(more.bytes, known.length);
        known = joined;
      }
      return known.slice(start, end);
    },
  };
}

interface Range {
  /** Of the whole file; null where the server does not say. */
  readonly size: number | null;
  readonly etag: string | null;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Bytes start … end − 1, fewer where the file ends. A server without ranges is cut short. */
async function fetchRange(
  url: string,
  start: number,
  end: number,
  signal: AbortSignal,
): Promise<Range> {
  const response = await whileBusy(() => ask(url, { signal, range: { start, end } }), signal);
  const etag = response.headers.get("etag");
  if (response.status === 416) return { size: totalOf(response, 0), etag, bytes: new Uint8Array() };
  const whole = response.status === 200;
  const bytes = new Uint8Array(end - start);
  let at = whole ? -start : 0;
  for await (const chunk of bodyChunks(response, fileName(url), signal)) {
    const skip = Math.max(0, -at);
    const part = chunk.subarray(skip, Math.max(skip, bytes.length - at));
    if (part.length > 0) bytes.set(part, at + skip);
    at += chunk.length;
    if (at >= bytes.length) break;
  }
  const got = bytes.slice(0, Math.max(0, Math.min(at, bytes.length)));
  return { size: whole || hasTotal(response) ? totalOf(response, start) : null, etag, bytes: got };
}

/** Without it, the length of a part says nothing of the whole. */
function hasTotal(response: Response): boolean {
  return response.headers.has("content-range");
}

function changed(name: string): EngineError {
  return new EngineError(
    "corrupt-model",
    `${name} changed on its server while it was looked at. Try again.`,
  );
}

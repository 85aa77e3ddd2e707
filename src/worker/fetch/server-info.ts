/** What a server says of a file before it is sent: the hub's own list, or the answer's head. */
import * as v from "valibot";
import { EngineError } from "../../engine/errors.ts";
import { askText } from "./body.ts";
import { whileBusy } from "./busy.ts";
import { ask } from "./request.ts";

export interface FileInfo {
  readonly bytes: number | null;
  readonly sha256: string | null;
}

/** The hub's address of a file, and that of whatever mirrors its paths. */
const RESOLVE = /^(.*)\/([\w.-]+\/[\w.-]+)\/resolve\/([^/]+)\/(.+)$/;

const size = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const Listing = v.array(
  v.looseObject({
    path: v.string(),
    size: v.optional(v.number()),
    lfs: v.nullish(v.looseObject({ oid: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)), size })),
  }),
);

/**
 * @throws EngineError missing-file (also where a sign-in is wanted), offline, cancelled
 */
export async function fileInfo(url: string, signal: AbortSignal): Promise<FileInfo> {
  const listed = await hubInfo(url, signal);
  if (listed) return listed;
  const { headers } = await whileBusy(() => ask(url, { signal, method: "HEAD" }), signal);
  const compressed = headers.has("content-encoding");
  const length = Number((compressed ? null : headers.get("content-length")) ?? Number.NaN);
  return { bytes: v.is(size, length) ? length : null, sha256: null };
}

/** From the hub's list of a folder, which has sizes and sha256; null where there is no such list. */
async function hubInfo(url: string, signal: AbortSignal): Promise<FileInfo | null> {
  const [, base, repo, revision, encoded] = RESOLVE.exec(url.split(/[?#]/, 1)[0] ?? "") ?? [];
  if (base === undefined || encoded === undefined) return null;
  const folder = encoded.includes("/") ? `/${encoded.slice(0, encoded.lastIndexOf("/"))}` : "";
  try {
    const list = `${base}/api/models/${repo}/tree/${revision}${folder}`;
    const text = await whileBusy(() => askText(list, signal), signal);
    const path = decodeURIComponent(encoded);
    const entry = v.parse(Listing, JSON.parse(text)).find((one) => one.path === path);
    if (!entry) return null;
    if (entry.lfs) return { bytes: entry.lfs.size, sha256: entry.lfs.oid };
    return { bytes: v.is(size, entry.size) ? entry.size : null, sha256: null };
  } catch (error) {
    // A mirror of files alone has no such list; a sign-in that is wanted is said by the file itself.
    if (error instanceof EngineError && error.kind !== "missing-file") throw error;
    return null;
  }
}

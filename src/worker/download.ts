/**
 * Fetches one file of a model and checks that it is what the manifest promises: status, kind,
 * length, sha256. Nothing that fails a check is handed out.
 */
import { EngineError } from "../engine/errors.ts";

export interface ExpectedFile {
  readonly bytes: number;
  /** Null where nobody has said. */
  readonly sha256: string | null;
}

export interface DownloadOptions {
  readonly signal: AbortSignal;
  /** Called with the bytes that have arrived since the last call. */
  readonly onBytes?: (count: number) => void;
}

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Fetches a file whose size and hash are known.
 * @throws EngineError `offline`, `missing-file`, `corrupt-model` or `cancelled`.
 */
export async function downloadFile(
  url: string,
  expected: ExpectedFile,
  options: DownloadOptions,
): Promise<Bytes> {
  const response = await request(url, options.signal, "no-store");
  const name = fileName(url);
  const bytes = new Uint8Array(expected.bytes);
  const length = await fill(bytes, response, name, options);
  if (length < expected.bytes) {
    throw new EngineError(
      "corrupt-model",
      `${name} is incomplete: ${megabytes(length)} of ${megabytes(expected.bytes)} came. Load again; if it stays so, the copy on this site is cut short.`,
    );
  }
  if (expected.sha256 !== null && !(await hasSha256(bytes, expected.sha256))) {
    throw new EngineError(
      "corrupt-model",
      `${name} is not the file that was published: its checksum differs. Load again; if it stays so, the copy on this site is damaged.`,
    );
  }
  return bytes;
}

/**
 * Fetches a small JSON file whose content may change, as text.
 * @throws EngineError like {@link downloadFile}.
 */
export async function downloadText(url: string, signal: AbortSignal): Promise<string> {
  const response = await request(url, signal, "no-cache");
  try {
    return await response.text();
  } catch (error) {
    throw cutOff(fileName(url), signal, error);
  }
}

/**
 * What a server says of a file, without sending it: null for what it does not say.
 * @throws EngineError like {@link downloadFile}.
 */
export async function serverSays(
  url: string,
  signal: AbortSignal,
): Promise<{ readonly bytes: number | null; readonly sha256: string | null }> {
  const { headers } = await request(url, signal, "no-store", "HEAD");
  const length = headers.get("x-linked-size") ?? headers.get("content-length");
  const tag = /^"?([0-9a-f]{64})"?$/.exec(headers.get("x-linked-etag") ?? "")?.[1];
  const bytes = Number(length ?? Number.NaN);
  return { bytes: Number.isSafeInteger(bytes) && bytes > 0 ? bytes : null, sha256: tag ?? null };
}

/** True where the bytes have that hash, or where this page may not compute one (plain http). */
export async function hasSha256(bytes: Bytes, sha256: string): Promise<boolean> {
  if (globalThis.crypto?.subtle === undefined) return true;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") === sha256;
}

async function request(
  url: string,
  signal: AbortSignal,
  cache: RequestCache,
  method = "GET",
): Promise<Response> {
  const name = fileName(url);
  let response: Response;
  try {
    response = await fetch(url, { signal, cache, method });
  } catch (error) {
    if (signal.aborted) throw new EngineError("cancelled", "Stopped.", { cause: error });
    throw new EngineError(
      "offline",
      `${name} could not be fetched: the network or the site does not answer. Check the connection and load again.`,
      { cause: error },
    );
  }
  if (response.status >= 500) {
    throw new EngineError(
      "offline",
      `The site could not send ${name} (status ${response.status}). Wait a little and load again.`,
    );
  }
  if (!response.ok) {
    throw new EngineError(
      "missing-file",
      `${name} is missing on this site (status ${response.status}). The model can't be loaded from here.`,
    );
  }
  if (response.headers.get("content-type")?.startsWith("text/html")) {
    throw new EngineError(
      "missing-file",
      `This site sent a web page in place of ${name}. The file is missing, or a sign-in page stands in between: check the connection and load again.`,
    );
  }
  return response;
}

/** Writes the answer's body into `bytes`; returns how many came. More than expected is a fault. */
async function fill(
  bytes: Bytes,
  response: Response,
  name: string,
  { signal, onBytes }: DownloadOptions,
): Promise<number> {
  let length = 0;
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const chunk = await reader?.read();
      if (chunk?.value === undefined) return length;
      if (length + chunk.value.length > bytes.length) {
        throw new EngineError(
          "corrupt-model",
          `${name} is longer than the ${megabytes(bytes.length)} that were published. The copy on this site is another file.`,
        );
      }
      bytes.set(chunk.value, length);
      length += chunk.value.length;
      onBytes?.(chunk.value.length);
    }
  } catch (error) {
    await reader?.cancel().catch(() => undefined);
    throw error instanceof EngineError ? error : cutOff(name, signal, error);
  }
}

function cutOff(name: string, signal: AbortSignal, cause: unknown): EngineError {
  return signal.aborted
    ? new EngineError("cancelled", "Stopped.", { cause })
    : new EngineError(
        "offline",
        `The connection broke while ${name} was on its way. Check the network and load again: what came whole is kept.`,
        { cause },
      );
}

function fileName(url: string): string {
  return new URL(url).pathname.split("/").at(-1) ?? url;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

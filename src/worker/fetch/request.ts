/** One question to a server, with every answer that is not the file said in words. */
import { EngineError } from "../../engine/errors.ts";
import { LONGEST_WAIT_MS, retryAfterMs, ServerBusy } from "./busy.ts";
import { beforeSilence } from "./silence.ts";

export interface AskOptions {
  readonly signal: AbortSignal;
  readonly cache?: RequestCache;
  readonly method?: "GET" | "HEAD";
  /** First byte wanted, and the one after the last; to the end where that is left out. */
  readonly range?: { readonly start: number; readonly end?: number };
}

/**
 * @returns an answer with status 200, 206, or 416 where a range was asked for
 * @throws EngineError offline (ServerBusy where the server answers so), missing-file (also for a file that asks for a sign-in), cancelled
 */
export async function ask(url: string, options: AskOptions): Promise<Response> {
  const name = fileName(url);
  const response = await send(url, name, options);
  const { status } = response;
  if (status === 416 && options.range) return response;
  if (status >= 500 || status === 429 || status === 408) {
    const wait = retryAfterMs(response.headers.get("retry-after"), Date.now());
    await response.body?.cancel();
    throw new ServerBusy(
      `${capital(place(url))} could not send ${name} (status ${status}). Wait ${inWords(wait)} and load again.`,
      wait,
    );
  }
  if (status === 401 || status === 403) {
    throw new EngineError(
      "missing-file",
      `${capital(place(url))} gives ${name} only to those who have signed in and accepted its terms (status ${status}). Do that there, download the file with your browser, and drop it onto this page.`,
    );
  }
  if (!response.ok) {
    throw new EngineError(
      "missing-file",
      `${name} is missing on ${place(url)} (status ${status}). The model can't be loaded from here.`,
    );
  }
  if (response.headers.get("content-type")?.startsWith("text/html")) {
    throw new EngineError(
      "missing-file",
      `${capital(place(url))} sent a web page in place of ${name}. The file is missing, or a sign-in page stands in between: check the connection and load again.`,
    );
  }
  return response;
}

function inWords(ms: number | null): string {
  if (ms === null || ms <= LONGEST_WAIT_MS) return "a little";
  return `${Math.ceil(ms / 60_000)} minutes, as it asks,`;
}

async function send(
  url: string,
  name: string,
  { signal, range, cache = "no-store", method = "GET" }: AskOptions,
): Promise<Response> {
  // A range of this form needs no leave of a server on another site.
  const last = range?.end === undefined ? "" : String(range.end - 1);
  const headers = range ? { Range: `bytes=${range.start}-${last}` } : {};
  const silent = new AbortController();
  const either = AbortSignal.any([signal, silent.signal]);
  try {
    return await beforeSilence(fetch(url, { signal: either, cache, method, headers }));
  } catch (error) {
    silent.abort();
    if (signal.aborted) throw new EngineError("cancelled", "Stopped.", { cause: error });
    throw new EngineError(
      "offline",
      `${name} could not be fetched: the network or the site does not answer. Check the connection and load again.${otherSites(url)}`,
      { cause: error },
    );
  }
}

/** A browser does not say whether a server of another site is gone or refuses this page. */
function otherSites(url: string): string {
  if (place(url) === "this site") return "";
  return ` If ${place(url)} does answer, it lets no page of another site read its files: download this one with your browser and drop it onto this page.`;
}

/** The end of an answer that should have gone on. */
export function brokenOff(name: string, signal: AbortSignal, cause: unknown): EngineError {
  return signal.aborted
    ? new EngineError("cancelled", "Stopped.", { cause })
    : new EngineError(
        "offline",
        `The connection broke while ${name} was on its way. Check the network and load again.`,
        { cause },
      );
}

export function fileName(url: string): string {
  return new URL(url).pathname.split("/").at(-1) || url;
}

/** The server as people call it. */
function place(url: string): string {
  const here: { readonly origin?: string } | undefined = globalThis.location;
  const { origin, host } = new URL(url);
  return here === undefined || here.origin === origin ? "this site" : host;
}

function capital(words: string): string {
  return words === "this site" ? "This site" : words;
}

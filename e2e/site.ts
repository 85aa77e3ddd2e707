/** The built site on a server of its own, for tests that break it, move it or take it away. */
import { readFile } from "node:fs/promises";
import type { Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { SITE_HEADERS } from "../tools/headers.mjs";
import { createHandler, listen, mediaType } from "../tools/serve.mjs";

/** What can be wrong with one file on a site. */
export type Fault = "missing" | "truncated" | "corrupt" | "web-page" | "cut-off" | "stalled";

export interface Site {
  readonly url: string;
  /** Faults by file name. May change while the site is up. */
  readonly faults: Map<string, Fault>;
  /** Put before a script, by the beginning of its file name: a browser that lacks something. */
  readonly preludes: Map<string, string>;
  /** How often each file name was asked for. */
  readonly requests: Map<string, number>;
  /** Takes the site off the network. */
  close(): Promise<void>;
}

const ROOT = "dist";

/** Serves dist/. Without headers it stands for a plain static host. */
export async function serveSite(
  options: { base?: string; headers?: boolean; faults?: Record<string, Fault> } = {},
): Promise<Site> {
  const { base = "/", headers = true } = options;
  const faults = new Map(Object.entries(options.faults ?? {}));
  const requests = new Map<string, number>();
  const preludes = new Map<string, string>();
  const handler = createHandler({ root: ROOT, base, headers });
  const server: Server = await listen(
    async (request, response) => {
      const path = (request.url ?? "/").split(/[?#]/, 1)[0] ?? "/";
      const name = basename(path);
      requests.set(name, (requests.get(name) ?? 0) + 1);
      const file = join(ROOT, path.slice(base.length));
      const fault = faults.get(name);
      const prelude = [...preludes].find(([start]) => name.startsWith(start));
      if (fault !== undefined) await answerWith(fault, file, response);
      else if (prelude !== undefined) await answerAfter(prelude[1], file, response);
      else await handler(request, response);
    },
    { port: 0 },
  );
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}${base}`,
    faults,
    preludes,
    requests,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

async function answerAfter(code: string, file: string, response: ServerResponse): Promise<void> {
  response.writeHead(200, { "Content-Type": mediaType(file), ...SITE_HEADERS });
  response.end(`${code}\n${await readFile(file, "utf8")}`);
}

async function answerWith(fault: Fault, file: string, response: ServerResponse): Promise<void> {
  if (fault === "missing") {
    response.writeHead(404, { "Content-Type": "text/plain" }).end("Not found");
    return;
  }
  if (fault === "web-page") {
    response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><h1>Sign in</h1>");
    return;
  }
  const content = await readFile(file);
  const half = content.subarray(0, content.length >> 1);
  if (fault === "truncated") {
    response.end(half);
  } else if (fault === "corrupt") {
    const damaged = Buffer.from(content);
    damaged.fill(0xff, damaged.length >> 1, (damaged.length >> 1) + 64);
    response.end(damaged);
  } else {
    response.writeHead(200, { "Content-Length": content.length });
    response.write(half, () => {
      if (fault === "cut-off") response.destroy();
      // A stalled answer is never ended.
    });
  }
}

/** For tests in Node: a server that has the hub's paths, answers ranges, and can go wrong. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface HubServer {
  readonly url: string;
  /** Files by path, such as /owner/name/resolve/main/model.gguf. */
  readonly files: Map<string, Uint8Array>;
  /** Every request as "METHOD path". */
  readonly log: string[];
  /** Answers in place of the file, where it returns true. */
  fault: (request: IncomingMessage, response: ServerResponse) => boolean;
  close(): Promise<void>;
}

export async function serveHub(files = new Map<string, Uint8Array>()): Promise<HubServer> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://hub").pathname;
    hub.log.push(`${request.method} ${path}`);
    if (hub.fault(request, response)) return;
    const content = hub.files.get(path);
    if (content === undefined) {
      response.writeHead(404, { "content-type": "text/plain" }).end("Entry not found");
      return;
    }
    sendRange(content, request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const hub: HubServer = {
    url: `http://127.0.0.1:${port}`,
    files,
    log: [],
    fault: () => false,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
  return hub;
}

function sendRange(content: Uint8Array, request: IncomingMessage, response: ServerResponse): void {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
  const start = Number(first ?? 0);
  if (start > 0 && start >= content.length) {
    response.writeHead(416, { "content-range": `bytes */${content.length}` }).end();
    return;
  }
  const end = last ? Math.min(Number(last) + 1, content.length) : content.length;
  response.writeHead(first === undefined ? 200 : 206, {
    "content-length": end - start,
    "content-type": "application/octet-stream",
    "accept-ranges": "bytes",
    etag: '"1"',
    ...(first === undefined
      ? {}
      : { "content-range": `bytes ${start}-${end - 1}/${content.length}` }),
  });
  response.end(request.method === "HEAD" ? undefined : content.subarray(start, end));
}

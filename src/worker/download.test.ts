import { createHash } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { EngineError, type ErrorKind } from "../engine/errors.ts";
import { downloadFile, downloadText } from "./download.ts";

const content = Buffer.alloc(300_000, "moodring");
const expected = {
  bytes: content.length,
  sha256: createHash("sha256").update(content).digest("hex"),
};
const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/model-00001.gguf.bin`;
}

async function failure(promise: Promise<unknown>): Promise<EngineError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof EngineError)) throw new Error(`not an EngineError: ${String(error)}`);
  return error;
}

function never(): { signal: AbortSignal } {
  return { signal: new AbortController().signal };
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe("downloadFile", () => {
  it("hands out a file that is whole and tells its progress", async () => {
    const url = await serve((_, response) => response.end(content));
    const onBytes = vi.fn<(count: number) => void>();
    const bytes = await downloadFile(url, expected, { ...never(), onBytes });
    expect(Buffer.from(bytes).equals(content)).toBe(true);
    const told = onBytes.mock.calls.reduce((sum, [count]) => sum + count, 0);
    expect(told).toBe(content.length);
  });

  const faults: [string, RequestListener, ErrorKind, RegExp][] = [
    [
      "a missing file",
      (_, response) => response.writeHead(404).end("no"),
      "missing-file",
      /model-00001\.gguf\.bin is missing/,
    ],
    [
      "a web page in its place",
      (_, response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<html>"),
      "missing-file",
      /web page in place/,
    ],
    ["a server in trouble", (_, response) => response.writeHead(503).end(), "offline", /503/],
    [
      "a truncated file",
      (_, response) => response.end(content.subarray(0, 1000)),
      "corrupt-model",
      /incomplete/,
    ],
    [
      "a corrupt file",
      (_, response) => response.end(Buffer.from(content).fill("x", 5, 6)),
      "corrupt-model",
      /checksum/,
    ],
    [
      "a longer file",
      (_, response) => response.end(Buffer.concat([content, content])),
      "corrupt-model",
      /longer/,
    ],
    [
      "a connection that breaks",
      (_, response) => {
        response.writeHead(200, { "Content-Length": content.length });
        response.write(content.subarray(0, 1000), () => response.destroy());
      },
      "offline",
      /connection broke/,
    ],
  ];
  it.each(faults)("names %s", async (_, listener, kind, message) => {
    const error = await failure(downloadFile(await serve(listener), expected, never()));
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(message);
  });

  it("names a site that does not answer", async () => {
    const error = await failure(
      downloadFile("http://127.0.0.1:9/model-00001.gguf.bin", expected, never()),
    );
    expect(error.kind).toBe("offline");
  });

  it("stops when asked to, before and during", async () => {
    const url = await serve((_, response) => {
      response.write(content.subarray(0, 1000));
    });
    const before = AbortSignal.abort();
    expect((await failure(downloadFile(url, expected, { signal: before }))).kind).toBe("cancelled");
    const controller = new AbortController();
    const onBytes = (): void => controller.abort();
    const during = downloadFile(url, expected, { signal: controller.signal, onBytes });
    expect((await failure(during)).kind).toBe("cancelled");
  });
});

describe("downloadText", () => {
  it("reads text and names what is missing", async () => {
    const url = await serve((_, response) => response.end('{"schema":1}'));
    expect(await downloadText(url, new AbortController().signal)).toBe('{"schema":1}');
    const missing = await serve((_, response) => response.writeHead(404).end());
    const error = await failure(downloadText(missing, new AbortController().signal));
    expect(error.kind).toBe("missing-file");
  });
});

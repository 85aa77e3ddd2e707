/** A small model on a local server, for tests in Node: two shards of zeros and made-up vectors. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { testVectors } from "../../core/testing/vectors.ts";
import type { ModelRequest } from "../contract.ts";

export interface ModelSite {
  readonly url: string;
  readonly request: ModelRequest;
  /** Requests so far, by file name. */
  readonly requests: Map<string, number>;
  readonly files: Map<string, Buffer>;
  /** Answers in place of the file, where it returns true. */
  fault: (file: string, response: ServerResponse, request: IncomingMessage) => boolean;
  /** Drops the network: later requests fail. */
  close(): Promise<void>;
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** The model's files. `seed` makes other weights. */
export function modelFiles(seed = 1): Map<string, Buffer> {
  const [points, width] = [4, 12];
  const shards = [Buffer.alloc(50_000, seed), Buffer.alloc(7000, seed + 1)];
  const whole = sha256(Buffer.concat(shards));
  const { manifest, data } = testVectors(points, width);
  const bin = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const files = new Map<string, Buffer>([
    ["model-00001.gguf.bin", shards[0] ?? Buffer.alloc(0)],
    ["model-00002.gguf.bin", shards[1] ?? Buffer.alloc(0)],
    ["tokenizer.json", Buffer.from('{"model":{}}')],
    ["tokenizer_config.json", Buffer.from('{"chat_template":""}')],
  ]);
  const entries = [...files].map(([file, content]) => ({
    file,
    bytes: content.length,
    sha256: sha256(content),
  }));
  const json = (value: unknown) => Buffer.from(JSON.stringify(value));
  files.set(
    "manifest.json",
    json({
      schema: 1,
      id: "tiny",
      name: "Tiny",
      quantisation: "F32",
      source: { package: "none" },
      licence: "Apache-2.0",
      architecture: {
        family: "llama",
        layers: points - 1,
        width,
        heads: 3,
        kvHeads: 1,
        headWidth: 4,
        feedForward: 24,
        vocabulary: 100,
        contextLength: 64,
        ropeBase: 10_000,
        rmsEpsilon: 1e-5,
        tiedOutput: true,
      },
      sha256: whole,
      bytes: 57_000,
      shards: entries.slice(0, 2),
      files: entries.slice(2),
    }),
  );
  files.set("emotions.bin", bin);
  files.set("emotions.json", json({ ...manifest, weightsSha256: whole, binSha256: sha256(bin) }));
  return files;
}

export async function serveModel(files = modelFiles()): Promise<ModelSite> {
  const requests = new Map<string, number>();
  const server: Server = createServer((request, response) => {
    const file = request.url?.split("/").at(-1) ?? "";
    requests.set(file, (requests.get(file) ?? 0) + 1);
    if (site.fault(file, response, request)) return;
    const content = site.files.get(file);
    if (content === undefined) response.writeHead(404).end();
    else response.end(content);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const site: ModelSite = {
    url: `http://127.0.0.1:${port}/models/tiny`,
    request: {
      model: { kind: "catalogue", id: "tiny" },
      site: `http://127.0.0.1:${port}/`,
      hub: null,
    },
    requests,
    files,
    fault: () => false,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
  return site;
}

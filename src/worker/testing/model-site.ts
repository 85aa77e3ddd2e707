/** A tiny model on a local server, for tests in Node: its folder as a site has it, with made-up vectors. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { testVectors } from "../../core/testing/vectors.ts";
import { TINY, type TinyFile, tinyGguf, tinySafetensors } from "../../engine/testing/tiny-model.ts";
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

/** Bytes of the first shard. */
export const FIRST_SHARD = 6000;

/** The files of a model folder, by name. `seed` makes other weights. */
export function modelFiles(seed = 1): Map<string, Buffer> {
  const [{ bytes }] = tinyGguf({ seed }) as [TinyFile];
  const whole = sha256(bytes);
  const { manifest, data } = testVectors(TINY.layers + 1, TINY.width);
  const bin = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const small = tinySafetensors({ seed }).filter(({ name }) => name.startsWith("tokenizer"));
  const files = new Map<string, Buffer>([
    ["model-00001.gguf.bin", Buffer.from(bytes.subarray(0, FIRST_SHARD))],
    ["model-00002.gguf.bin", Buffer.from(bytes.subarray(FIRST_SHARD))],
    ...small.map(({ name, bytes }) => [name, Buffer.from(bytes)] as const),
  ]);
  const entries = [...files].map(([file, content]) => ({
    file,
    bytes: content.length,
    sha256: sha256(content),
  }));
  const json = (value: unknown) => Buffer.from(JSON.stringify(value));
  const architecture = {
    family: "llama",
    ...TINY,
    ropeBase: 10_000,
    rmsEpsilon: 1e-5,
    tiedOutput: true,
  };
  files.set(
    "manifest.json",
    json({
      schema: 1,
      id: "tiny",
      name: "Tiny",
      quantisation: "F32",
      source: { package: "none" },
      licence: "Apache-2.0",
      architecture,
      sha256: whole,
      bytes: bytes.length,
      shards: entries.slice(0, 2),
      files: entries.slice(2),
    }),
  );
  files.set("emotions.bin", bin);
  files.set("emotions.json", json({ ...manifest, weightsSha256: whole, binSha256: sha256(bin) }));
  files.set("catalogue.json", json({ schema: 1, models: [tinyEntry(whole, bytes.length)] }));
  return files;
}

/** The tiny model as a catalogue names it. */
export function tinyEntry(sha256: string, bytes: number, change: object = {}): object {
  return {
    id: "tiny",
    name: "Tiny",
    family: "llama",
    licence: { name: "Apache-2.0", url: "https://example.org/licence", gated: false },
    weights: { kind: "folder" },
    quantisation: "F32",
    bytes,
    sha256,
    architecture: { ...TINY, tiedOutput: true },
    vectors: true,
    ...change,
  };
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

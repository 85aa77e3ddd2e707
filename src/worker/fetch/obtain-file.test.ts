import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Hub, startHub } from "../../../tools/hub.mjs";
import type { ErrorKind } from "../../engine/errors.ts";
import { failure } from "../../engine/testing/failure.ts";
import type { RemoteFile } from "../sources/fetching.ts";
import { originStore } from "../storage.ts";
import { type FakeOrigin, fakeOrigin } from "../testing/fake-origin.ts";
import { localAddress } from "./keep-local.ts";
import { storeFetching } from "./store-fetching.ts";

const PIECE = 64_000;
const content = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 31) ^ (i >> 8));
const other = content.map((byte) => byte ^ 1);
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const PATH = "/models/big.gguf";
/** What the server calls a version of the file. */
const tagOf = (bytes: Uint8Array) => `"${sha256(bytes).slice(0, 32)}"`;

let hub: Hub;
let origin: FakeOrigin;
let room: number;
/** Both ways of hashing are used: of a whole, and of a stream. */
let hashedWhole: number;
beforeEach(async () => {
  hub = await startHub();
  hub.put(PATH, content);
  origin = fakeOrigin();
  room = Number.POSITIVE_INFINITY;
  hashedWhole = 2.5 * PIECE;
});
afterEach(async () => {
  vi.useRealTimers();
  await hub.close();
});

const file = (change: Partial<RemoteFile> = {}): RemoteFile => ({
  url: hub.url + PATH,
  name: "big.gguf",
  bytes: content.length,
  sha256: sha256(content),
  ...change,
});

function fetching() {
  return storeFetching(originStore(origin.root), {
    pieceBytes: PIECE,
    hashedWhole,
    retryMs: [1, 1, 1],
    room: async () => room,
  });
}

/** Obtains the file; `told` is what progress said, from storage and from the network. */
async function obtain(wanted = file(), signal = new AbortController().signal) {
  const told = { cached: 0, fetched: 0 };
  const obtained = await fetching().obtain(wanted, {
    signal,
    onBytes(count, cached) {
      told[cached ? "cached" : "fetched"] += count;
    },
  });
  return { ...obtained, told, content: await obtained.source.read(0, obtained.source.size) };
}

const pieces = () => Object.keys(origin.files()).filter((path) => !path.endsWith("about.json"));
const ranges: (string | undefined)[] = [];

/** Sends `bytes` of what was asked for, then breaks the connection; `times` in all. */
function cutOff(bytes: number, times: number, head: Record<string, string> = {}): void {
  let left = times;
  ranges.length = 0;
  hub.answer((request, response) => {
    if (request.method !== "GET") return false;
    ranges.push(request.headers.range);
    if (left-- <= 0) return false;
    const start = Number(/bytes=(\d+)/.exec(request.headers.range ?? "")?.[1] ?? 0);
    response.writeHead(start > 0 ? 206 : 200, {
      "content-length": content.length - start,
      "accept-ranges": "bytes",
      etag: tagOf(content),
      ...(start > 0 && {
        "content-range": `bytes ${start}-${content.length - 1}/${content.length}`,
      }),
      ...head,
    });
    response.write(content.subarray(start, start + bytes), () => response.destroy());
    return true;
  });
}

describe("a large file", () => {
  it.each([0, 1.5, 99])("is kept in pieces, hashed whole up to %d of them", async (most) => {
    hashedWhole = most * PIECE;

    const first = await obtain();
    expect(Buffer.from(first.content).equals(content)).toBe(true);
    expect(first.told).toEqual({ cached: 0, fetched: content.length });
    expect(pieces()).toHaveLength(5);
    await hub.close();
    const second = await obtain();
    expect(Buffer.from(second.content).equals(content)).toBe(true);
    expect(second.told).toEqual({ cached: content.length, fetched: 0 });
    expect(second.notKept).toBeUndefined();
  });

  it("of unknown length and hash is kept all the same, and found by its hash later", async () => {
    const first = await obtain(file({ bytes: null, sha256: null }));
    expect(first).toMatchObject({ bytes: content.length, sha256: sha256(content) });
    await hub.close();
    expect((await obtain()).told.fetched).toBe(0);
    expect(await fetching().keptBytes(file())).toBe(content.length);
  });

  it("goes on by itself where the connection breaks and the server gives ranges", async () => {
    cutOff(100_000, 2);
    const { content: got, told } = await obtain();
    expect(Buffer.from(got).equals(content)).toBe(true);
    expect(told.fetched).toBe(content.length);
    // What still lies in the browser's own buffer at the cut is lost, but no byte comes twice.
    expect(ranges).toEqual([undefined, expect.stringMatching(/^bytes=\d+-$/), expect.any(String)]);
  });

  it("gives up where nothing more comes, keeps whole pieces, and goes on from them", async () => {
    cutOff(150_000, 1, { "accept-ranges": "none" });
    const error = await failure(obtain());
    expect(error.kind).toBe("offline");
    expect(error.message).toMatch(/connection broke while big\.gguf/);
    expect(pieces()).toHaveLength(2);
    expect(await fetching().keptBytes(file())).toBe(2 * PIECE);
    const { told, content: got } = await obtain();
    expect(told).toEqual({ cached: 2 * PIECE, fetched: content.length - 2 * PIECE });
    expect(ranges.at(-1)).toBe(`bytes=${2 * PIECE}-`);
    expect(Buffer.from(got).equals(content)).toBe(true);
  });

  it("starts anew where the server has another version, or does not go on", async () => {
    cutOff(150_000, 1, { "accept-ranges": "none", etag: '"old"' });
    await failure(obtain());
    const again = await obtain();
    expect(Buffer.from(again.content).equals(content)).toBe(true);
    expect(again.told.cached + again.told.fetched).toBe(content.length);

    origin = fakeOrigin();
    cutOff(150_000, 1, { "accept-ranges": "none" });
    await failure(obtain());
    hub.answer((_, response) => {
      response.end(content);
      return true;
    });
    expect(Buffer.from((await obtain()).content).equals(content)).toBe(true);
  });

  it("that changes between two ranges is not put together from both", async () => {
    // By the same name.
    cutOff(150_000, 1, { "accept-ranges": "none", etag: tagOf(other) });
    await failure(obtain());
    hub.put(PATH, other);
    const error = await failure(obtain());
    expect(error.message).toMatch(/big\.gguf is not the file that was published/);
    expect(origin.files()).toEqual({});
  });

  it("is fetched from the first damaged piece on", async () => {
    await obtain();
    origin.damage(pieces()[3] ?? "");
    const { told, content: got } = await obtain();
    expect(told).toEqual({ cached: 3 * PIECE, fetched: content.length - 3 * PIECE });
    expect(Buffer.from(got).equals(content)).toBe(true);
    expect((await obtain()).told.fetched).toBe(0);
  });

  it("runs from memory where storage has no room, known before or met on the way", async () => {
    room = 1000;
    const small = await obtain();
    expect(small.notKept).toBe("full");
    expect(Buffer.from(small.content).equals(content)).toBe(true);
    expect(origin.files()).toEqual({});
    room = Number.POSITIVE_INFINITY;
    origin.free = 100_000;
    const half = await obtain();
    expect(half.notKept).toBe("full");
    expect(Buffer.from(half.content).equals(content)).toBe(true);
  });

  it("stops when asked to, and keeps what came whole", async () => {
    hub.answer((_, response) => {
      response.write(content.subarray(0, 100_000));
      return true;
    });
    expect((await failure(obtain(file(), AbortSignal.abort()))).kind).toBe("cancelled");
    const controller = new AbortController();
    const loading = obtain(file(), controller.signal);
    await vi.waitFor(() => expect(pieces()).toHaveLength(1));
    controller.abort();
    expect((await failure(loading)).kind).toBe("cancelled");
    expect(await fetching().keptBytes(file())).toBe(PIECE);
  });

  type Answer = (request: IncomingMessage, response: ServerResponse) => void;
  const faults: [string, Answer, ErrorKind, RegExp][] = [
    [
      "a missing file",
      (_, r) => r.writeHead(404).end("no"),
      "missing-file",
      /big\.gguf is missing/,
    ],
    [
      "a sign-in that is wanted",
      (_, r) => r.writeHead(401).end(),
      "missing-file",
      /signed in.*drop it onto this page/,
    ],
    [
      "terms that are not accepted",
      (_, r) => r.writeHead(403).end(),
      "missing-file",
      /accepted its terms/,
    ],
    [
      "a web page in its place",
      (_, r) => r.writeHead(200, { "Content-Type": "text/html" }).end("<html>"),
      "missing-file",
      /web page in place/,
    ],
    ["a server in trouble", (_, r) => r.writeHead(503).end(), "offline", /503/],
    ["too many questions", (_, r) => r.writeHead(429).end(), "offline", /429.*Wait/],
    ["a truncated file", (_, r) => r.end(content.subarray(0, 1000)), "corrupt-model", /incomplete/],
    ["a corrupt file", (_, r) => r.end(other), "corrupt-model", /checksum/],
    [
      "a longer file",
      (_, r) => r.end(Buffer.concat([content, content])),
      "corrupt-model",
      /longer/,
    ],
  ];
  it.each(faults)("names %s", async (_, answer, kind, message) => {
    hub.answer((request, response) => {
      answer(request, response);
      return true;
    });
    const error = await failure(obtain());
    expect(error.message).toMatch(message);
    expect(error.kind).toBe(kind);
  });

  it("names a server that does not answer", async () => {
    const error = await failure(obtain(file({ url: "http://127.0.0.1:9/big.gguf" })));
    expect(error.kind).toBe("offline");
  });
});

describe("what a server says of a file", () => {
  const about = (url: string) => fetching().about(url, new AbortController().signal);

  it("is its length, or the hub's list with its sha256", async () => {
    expect(await about(hub.url + PATH)).toEqual({ bytes: content.length, sha256: null });
    hub.put("/o/n/resolve/main/sub/a.gguf", content);
    const url = `${hub.url}/o/n/resolve/main/sub/a.gguf`;
    expect(await about(url)).toEqual({ bytes: content.length, sha256: null });
    const listing = [
      { path: "sub/config.json", size: 12 },
      { path: "sub/a.gguf", size: 9, lfs: { oid: "a".repeat(64), size: 12_345 } },
    ];
    const list = (value: unknown) =>
      hub.put("/api/models/o/n/tree/main/sub", new TextEncoder().encode(JSON.stringify(value)));
    list(listing);
    expect(await about(url)).toEqual({ bytes: 12_345, sha256: "a".repeat(64) });
    for (const hostile of [
      {},
      null,
      [{ path: 1 }],
      [{ path: "sub/a.gguf", lfs: { oid: "x", size: -1 } }],
    ]) {
      list(hostile);
      expect(await about(url)).toEqual({ bytes: content.length, sha256: null });
    }
  });

  it("is asked for in vain where it is not there", async () => {
    expect((await failure(about(`${hub.url}/none.gguf`))).kind).toBe("missing-file");
  });
});

describe("a file that is looked at", () => {
  it("is read by ranges, each byte fetched once", async () => {
    const big = new Uint8Array(3 * 2 ** 20).map((_, i) => i % 251);
    hub.put(PATH, big);
    let sent = 0;
    hub.answer((request) => {
      const [, start, end] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? "") ?? [];
      sent += Number(end) + 1 - Number(start);
      return false;
    });
    const source = await fetching().remote(hub.url + PATH, new AbortController().signal);
    expect(source.size).toBe(big.length);
    for (const end of [100, 2 ** 20 + 10, 2 ** 21]) {
      expect(Buffer.from(await source.read(0, end)).equals(big.subarray(0, end))).toBe(true);
    }
    expect(sent).toBe(2 ** 21);
    await expect(source.read(0, big.length + 1)).rejects.toThrow(RangeError);
  });

  it("is read from a server without ranges, and not past what changed", async () => {
    const big = new Uint8Array(2 * 2 ** 20).fill(7);
    hub.answer((_, response) => {
      response.writeHead(200, { "content-length": big.length }).end(big);
      return true;
    });
    const source = await fetching().remote(hub.url + PATH, new AbortController().signal);
    expect((await source.read(0, 2 ** 20 + 5)).at(-1)).toBe(7);
    hub.answer(() => false);
    const error = await failure(source.read(0, big.length));
    expect(error.message).toMatch(/changed on its server/);
  });
});

describe("a file of the user's own", () => {
  const dropped = new File([content], "mine.gguf", { lastModified: 5 });
  const options = { signal: new AbortController().signal, onBytes: () => undefined };

  it("is copied in pieces, and found again", async () => {
    const kept = await fetching().keep(dropped, options);
    expect(kept).toMatchObject({ bytes: content.length, sha256: sha256(content) });
    expect(pieces()).toHaveLength(5);
    const local = file({ url: localAddress(dropped), name: "mine.gguf" });
    const { content: got } = await obtain(local);
    expect(Buffer.from(got).equals(content)).toBe(true);
    origin.damage(pieces()[0] ?? "");
    const error = await failure(obtain(local));
    expect(error).toMatchObject({ kind: "missing-file" });
    expect(error.message).toMatch(/does not keep mine\.gguf whole any more\. Choose/);
    expect((await fetching().keep(dropped, options)).sha256).toBe(sha256(content));
  });

  it("is used where it lies where there is no room, and nothing of it is kept", async () => {
    origin.free = 100_000;
    const { source, notKept } = await fetching().keep(dropped, options);
    expect(notKept).toBe("full");
    expect(source.size).toBe(content.length);
    expect(origin.files()).toEqual({});
  });

  it("leaves nothing behind when it is stopped", async () => {
    const controller = new AbortController();
    const keeping = fetching().keep(dropped, {
      signal: controller.signal,
      onBytes: () => controller.abort(),
    });
    expect((await failure(keeping)).kind).toBe("cancelled");
    expect(origin.files()).toEqual({});
  });
});

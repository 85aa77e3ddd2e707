/** Downloads from a stand-in for the hub, over real connections, with what goes wrong on the way. */
import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Hub, startHub } from "../../../tools/hub.mjs";
import { failure } from "../../engine/testing/failure.ts";
import type { RemoteFile } from "../sources/fetching.ts";
import { originStore } from "../storage.ts";
import { type FakeOrigin, fakeOrigin, refusedRoot } from "../testing/fake-origin.ts";
import type { ObtainSettings } from "./obtain-file.ts";
import { storeFetching } from "./store-fetching.ts";

const PIECE = 100_000;
const NAME = "owner/name/big.gguf";
const content = Uint8Array.from({ length: 450_000 }, (_, i) => (i * 29) ^ (i >> 7));
const other = content.map((byte) => byte ^ 3);
const sha256 = createHash("sha256").update(content).digest("hex");

let hub: Hub;
let origin: FakeOrigin;
beforeEach(async () => {
  hub = await startHub();
  hub.put(NAME, content);
  origin = fakeOrigin();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await hub.close();
});

const address = () => `${hub.url}/owner/name/resolve/main/big.gguf`;
const known = (): RemoteFile => ({
  url: address(),
  name: "big.gguf",
  bytes: content.length,
  sha256,
});
const unknown = (): RemoteFile => ({ ...known(), bytes: null, sha256: null });

/** Each call is a visit of its own: only what is kept carries over. */
function visit(changes: Partial<ObtainSettings> = {}, root = origin.root) {
  return storeFetching(originStore(root), {
    pieceBytes: PIECE,
    silenceMs: 300,
    retryMs: [1, 1, 1],
    room: async () => origin.free,
    ...changes,
  });
}

async function obtain(
  file = known(),
  { fetching = visit(), signal = new AbortController().signal, onBytes = (_: number) => {} } = {},
) {
  const told = { cached: 0, fetched: 0 };
  const obtained = await fetching.obtain(file, {
    signal,
    onBytes(count, cached) {
      told[cached ? "cached" : "fetched"] += count;
      onBytes(told.fetched);
    },
  });
  const bytes = await obtained.source.read(0, obtained.source.size);
  return { ...obtained, told, whole: Buffer.from(bytes).equals(content) };
}

const ranges = () => hub.log.flatMap((entry) => (entry.server === "cdn" ? [entry.range] : []));

describe("what the hub says beforehand", () => {
  it("is the size and sha256 of its list, without a byte of the file", async () => {
    const about = await visit().about(address(), new AbortController().signal);
    expect(about).toEqual({ bytes: content.length, sha256 });
    expect(hub.bytesSent(NAME)).toBe(0);
  });

  it("lets the header be read with a small part of the file", async () => {
    const large = new Uint8Array(4 * 2 ** 20).fill(5);
    hub.put(NAME, large);
    const source = await visit().remote(address(), new AbortController().signal);
    expect(source.size).toBe(large.length);
    expect((await source.read(10, 20)).every((byte) => byte === 5)).toBe(true);
    expect(hub.bytesSent(NAME)).toBe(2 ** 20);
  });
});

describe("a download from the hub", () => {
  it("follows the redirect, and asks nothing of either server the next time", async () => {
    expect(await obtain()).toMatchObject({ whole: true, sha256, bytes: content.length });
    const asked = hub.log.length;
    expect(await obtain()).toMatchObject({ whole: true, told: { fetched: 0 } });
    expect(hub.log).toHaveLength(asked);
  });

  it("that is killed goes on at the last whole piece on the next visit", async () => {
    const killed = new AbortController();
    hub.fail(NAME, { kind: "stall", after: 250_000, times: 1 });
    const fetching = visit();
    const stopped = obtain(known(), {
      fetching,
      signal: killed.signal,
      onBytes: (fetched) => fetched >= 250_000 && killed.abort(),
    });
    expect((await failure(stopped)).kind).toBe("cancelled");
    expect(await visit().keptBytes(known())).toBe(2 * PIECE);
    expect(await obtain()).toMatchObject({
      whole: true,
      told: { cached: 2 * PIECE, fetched: content.length - 2 * PIECE },
    });
    expect(ranges()).toEqual([null, `bytes=${2 * PIECE}-`]);
  });

  it("that is killed while a piece is written holds no half of it", async () => {
    hub.fail(NAME, { kind: "stall", after: 250_000, times: 1 });
    const killed = new AbortController();
    const stopped = obtain(known(), {
      signal: killed.signal,
      onBytes: (fetched) => fetched >= 250_000 && killed.abort(),
    });
    await failure(stopped);
    // As if the worker ended between a piece and the note of it.
    const [folder = ""] = Object.keys(origin.files()).map((path) => path.split("/")[0] ?? "");
    await originStore(origin.root).put(folder, "000002", new Blob([new Uint8Array(7)]));
    expect(await obtain()).toMatchObject({ whole: true, told: { cached: 2 * PIECE } });
  });

  it("goes on by itself after cuts, from the last byte", async () => {
    hub.fail(NAME, { kind: "cut", after: 150_000, times: 2 });
    // What still lies in the browser's own buffer at the cut is lost, but no byte comes twice.
    expect(await obtain()).toMatchObject({ whole: true, told: { fetched: content.length } });
    expect(ranges()).toEqual([null, expect.stringMatching(/^bytes=\d+-$/), expect.any(String)]);
  });

  it("goes on by itself where the server falls silent", async () => {
    hub.fail(NAME, { kind: "stall", after: 150_000, times: 1 });
    expect(await obtain()).toMatchObject({ whole: true });
    expect(ranges()).toEqual([null, "bytes=150000-"]);
  });

  it("is not taken for silent where it is only slow", async () => {
    hub.fail(NAME, { kind: "slow", bytesPerSecond: 1_000_000 });
    expect(await obtain()).toMatchObject({ whole: true });
    expect(ranges()).toEqual([null]);
  });

  it("waits for a network that is gone, and goes on when it is back", async () => {
    const events = new EventTarget();
    const network = { onLine: true };
    vi.stubGlobal("navigator", network);
    vi.stubGlobal("addEventListener", events.addEventListener.bind(events));
    vi.stubGlobal("removeEventListener", events.removeEventListener.bind(events));
    hub.fail(NAME, { kind: "stall", after: 150_000, times: 1 });
    const loading = obtain(known(), {
      onBytes: (fetched) => {
        if (fetched === 150_000) network.onLine = false;
      },
    });
    await vi.waitFor(() => expect(network.onLine).toBe(false));
    await new Promise((done) => setTimeout(done, 500));
    expect(ranges()).toEqual([null]);
    network.onLine = true;
    events.dispatchEvent(new Event("online"));
    expect(await loading).toMatchObject({ whole: true });
  });

  it("gives up where every answer breaks at once, and keeps what came", async () => {
    hub.fail(NAME, { kind: "stall", after: 250_000, times: 1 });
    const stopped = obtain(known(), {
      onBytes: (fetched) => fetched >= 250_000 && hub.fail(NAME, { kind: "cut", after: 0 }),
    });
    const error = await failure(stopped);
    expect(error.kind).toBe("offline");
    expect(error.message).toMatch(/load again\. 0\.2 MB of it are kept, and it goes on/);
    expect(ranges()).toHaveLength(1 + 3);
    hub.mend(NAME);
    expect(await obtain()).toMatchObject({ whole: true, told: { cached: 2 * PIECE } });
  });

  it("starts over where another version lies there between two ranges", async () => {
    hub.put(NAME, other);
    hub.fail(NAME, { kind: "stall", after: 250_000, times: 1 });
    const got = await obtain(unknown(), {
      onBytes: (fetched) => fetched >= 250_000 && hub.put(NAME, content),
    });
    expect(got).toMatchObject({ whole: true, sha256, told: { fetched: content.length } });
  });

  it("starts over once only where each answer is another version", async () => {
    hub.fail(NAME, { kind: "changing", after: 150_000 });
    const error = await failure(obtain(unknown()));
    expect(error.kind).toBe("corrupt-model");
    expect(error.message).toMatch(/big\.gguf changes on its server/);
    expect(origin.files()).toEqual({});
    expect(ranges().length).toBeLessThan(6);
  });

  it("works with a server without ranges, from the start each time", async () => {
    hub.fail(NAME, { kind: "no-ranges" });
    const killed = new AbortController();
    const stopped = obtain(known(), {
      signal: killed.signal,
      onBytes: (fetched) => fetched >= 250_000 && killed.abort(),
    });
    await failure(stopped);
    expect(await obtain()).toMatchObject({ whole: true });
  });
});

describe("a server that is busy", () => {
  const busy = (times: number, headers = {}, status = 429) =>
    hub.fail(NAME, { kind: "status", status, headers, times });
  const asked = () => hub.log.filter(({ server }) => server === "hub").length;

  it.each([408, 429, 500, 503])("is asked again for the first byte after %d", async (status) => {
    busy(2, {}, status);
    expect(await obtain()).toMatchObject({ whole: true, told: { fetched: content.length } });
    expect(asked()).toBe(3);
  });

  it("is asked again for what is missing", async () => {
    hub.fail(NAME, { kind: "stall", after: 250_000, times: 1 });
    const got = await obtain(known(), {
      onBytes: (fetched) => fetched === 250_000 && busy(2),
    });
    expect(got).toMatchObject({ whole: true, told: { fetched: content.length } });
    expect(ranges()).toEqual([null, "bytes=250000-"]);
  });

  it("is left alone as long as it asks", async () => {
    busy(1, { "retry-after": "1" });
    const started = performance.now();
    expect(await obtain()).toMatchObject({ whole: true });
    expect(performance.now() - started).toBeGreaterThan(990);
  });

  it("is not waited for where it asks for minutes", async () => {
    busy(1, { "retry-after": "300" });
    const error = await failure(obtain());
    expect(error.kind).toBe("offline");
    expect(error.message).toMatch(/status 429\)\. Wait 5 minutes, as it asks, and load again/);
    expect(asked()).toBe(1);
  });

  it("can be waited for no longer", async () => {
    busy(9, { "retry-after": "30" });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    expect((await failure(obtain(known(), { signal: stop.signal }))).kind).toBe("cancelled");
  });

  it("is asked as often as there are waits, and no more", async () => {
    busy(99);
    expect((await failure(obtain())).kind).toBe("offline");
    expect(asked()).toBe(1 + 3);
  });

  it("is asked again for a look at the file", async () => {
    busy(1);
    const source = await visit().remote(address(), new AbortController().signal);
    expect(source.size).toBe(content.length);
  });
});

describe("no room", () => {
  const large = { memoryBytes: 2 * PIECE };

  it("for a large file is said before the first byte", async () => {
    origin.free = 300_000;
    const error = await failure(obtain(known(), { fetching: visit(large) }));
    expect(error.kind).toBe("quota");
    expect(error.message).toMatch(/needs 0\.5 MB .* only 0\.3 MB are free\. Remove a model/);
    expect(hub.log).toEqual([]);
  });

  it("met half way leaves nothing of the file, and the others alone", async () => {
    const store = originStore(origin.root);
    await store.put("file-other", "000000", new Blob(["other"]));
    origin.free = 250_000;
    const room = async () => Number.POSITIVE_INFINITY;
    const error = await failure(obtain(known(), { fetching: visit({ ...large, room }) }));
    expect(error.kind).toBe("quota");
    expect(error.message).toMatch(/big\.gguf needs 0\.5 MB .* too little is free/);
    expect(Object.keys(origin.files())).toEqual(["file-other/000000"]);
  });

  it("in a private window is no fault: the file is read into memory", async () => {
    const fetching = visit({ ...large, room: async () => Number.POSITIVE_INFINITY }, refusedRoot);
    const got = await obtain(known(), { fetching });
    expect(got).toMatchObject({ whole: true, notKept: "closed" });
  });
});

describe("answers that are not the file", () => {
  it.each([
    [{ kind: "gated" }, "missing-file", /accepted its terms.*drop it onto this page/],
    [{ kind: "status", status: 403 }, "missing-file", /accepted its terms/],
    [{ kind: "status", status: 404 }, "missing-file", /is missing/],
    [{ kind: "status", status: 429 }, "offline", /429.*Wait/],
    [{ kind: "status", status: 503 }, "offline", /503.*Wait/],
    [{ kind: "html" }, "missing-file", /web page in place/],
    [{ kind: "length", bytes: 200_000 }, "corrupt-model", /incomplete: 0\.2 MB of 0\.5 MB/],
  ] as const)("%o", async (fault, kind, message) => {
    hub.fail(NAME, fault);
    const error = await failure(obtain());
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(message);
  });

  it("of a server that hides them from other sites are said to be so", async () => {
    vi.stubGlobal("location", new URL("https://page.example/"));
    await hub.close();
    const error = await failure(obtain());
    expect(error.kind).toBe("offline");
    expect(error.message).toMatch(/127\.0\.0\.1:\d+ does answer.*drop it onto this page/);
  });
});

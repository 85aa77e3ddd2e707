/**
 * Stands in for the model hub, on this machine, for tests: the addresses of files, the redirect to
 * a second server on another origin that sends the bytes by ranges, what the hub says of files
 * beforehand, the headers that other sites' pages may read, and everything that can go wrong.
 */
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const RESOLVE = /^\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/;
const PATHS_INFO = /^\/api\/models\/([^/]+\/[^/]+)\/paths-info\/([^/]+)$/;
const TREE = /^\/api\/models\/([^/]+\/[^/]+)\/tree\/([^/]+)(?:\/(.*))?$/;

/** As the hub sends them; without them a page of another site sees no answer at all. */
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers":
    "Accept-Ranges, Content-Length, Content-Range, ETag, X-Linked-ETag, X-Linked-Size, X-Repo-Commit",
};

/** @returns {Promise<import("./hub.d.mts").Hub>} */
export async function startHub({ smallFile = 1024, chunk = 16 * 1024 } = {}) {
  const files = new Map();
  const faults = new Map();
  const log = [];
  let cors = CORS;
  let answers = 0;

  let stranger = () => false;

  const hub = await listen((request, response, path) => {
    if (stranger(request, response)) return;
    if (files.has(path)) return sendFile(request, response, path);
    const [, repo, , file] = RESOLVE.exec(path) ?? [];
    if (repo === undefined) return listFiles(request, response, path);
    const name = `${repo}/${file}`;
    const fault = take(name, ["gated", "status", "html"]);
    if (fault) return refuse(response, fault);
    const content = files.get(name);
    if (content === undefined) return plain(response, 404, "Entry not found");
    if (content.length <= smallFile) return sendFile(request, response, name);
    response.writeHead(302, {
      ...cors,
      location: `${cdn.url}/blobs/${name}?signature=made-up`,
      "accept-ranges": "bytes",
      "x-linked-size": content.length,
      "x-linked-etag": `"${sha256(content)}"`,
      "x-repo-commit": "0".repeat(40),
    });
    response.end();
  }, "hub");

  const cdn = await listen(
    (request, response, path) => sendFile(request, response, path.slice("/blobs/".length)),
    "cdn",
  );

  return {
    url: hub.url,
    cdnUrl: cdn.url,
    log,
    put: (name, content) => void files.set(name, Buffer.from(content)),
    remove: (name) => void files.delete(name),
    fail: (name, fault) => void faults.set(name, { times: Number.POSITIVE_INFINITY, ...fault }),
    answer: (instead) => {
      stranger = instead;
    },
    mend: (name) => void faults.delete(name),
    hideFromOtherSites: () => {
      cors = {};
    },
    bytesSent: (name) =>
      log.reduce((sum, entry) => sum + (entry.path.endsWith(`/${name}`) ? entry.sent : 0), 0),
    close: async () => {
      await Promise.all([hub.close(), cdn.close()]);
    },
  };

  /** The fault of a file if it is one of these kinds, used up by one. */
  function take(name, kinds) {
    const fault = faults.get(name);
    if (fault === undefined || fault.times <= 0 || !kinds.includes(fault.kind)) return undefined;
    fault.times--;
    return fault;
  }

  function refuse(response, fault) {
    if (fault.kind === "html") {
      response.writeHead(200, { ...cors, "content-type": "text/html; charset=utf-8" });
      return response.end("<!doctype html><title>Sign in to this network</title>");
    }
    return fault.kind === "gated"
      ? plain(response, 401, "Access to this model is restricted.")
      : plain(response, fault.status, "No.", fault.headers);
  }

  function plain(response, status, text, headers = {}) {
    response.writeHead(status, { ...cors, "content-type": "text/plain", ...headers });
    response.end(text);
  }

  /** The hub's own list: sizes, and sha256 of what is large. */
  async function listFiles(request, response, path) {
    const [, repo] = PATHS_INFO.exec(path) ?? TREE.exec(path) ?? [];
    if (repo === undefined) return plain(response, 404, "Not found");
    const under = `${repo}/`;
    let names = [...files.keys()].filter((name) => name.startsWith(under));
    if (request.method === "POST") {
      let body = "";
      for await (const part of request) body += part;
      const { paths } = JSON.parse(body);
      names = names.filter((name) => paths.includes(name.slice(under.length)));
    }
    const entries = names.map((name) => {
      const content = files.get(name);
      const lfs = { oid: sha256(content), size: content.length, pointerSize: 134 };
      const entry = { type: "file", path: name.slice(under.length), size: content.length };
      return content.length <= smallFile ? entry : { ...entry, lfs };
    });
    response.writeHead(200, { ...cors, "content-type": "application/json" });
    response.end(JSON.stringify(entries));
  }

  async function sendFile(request, response, name) {
    const stored = files.get(name);
    if (stored === undefined) return plain(response, 404, "Not found");
    const counts = request.method !== "HEAD";
    const kinds = ["cut", "stall", "slow", "length", "changing", "no-ranges"];
    const fault = counts ? take(name, kinds) : undefined;
    let content = fault?.kind === "length" ? stored.subarray(0, fault.bytes) : stored;
    if (fault?.kind === "changing") content = Buffer.concat([stored, Buffer.alloc(++answers)]);
    const range = fault?.kind === "no-ranges" ? null : rangeOf(request, content.length);
    if (range === undefined) {
      const total = { "content-range": `bytes */${content.length}` };
      return response.writeHead(416, { ...cors, ...total }).end();
    }
    const { start, end } = range ?? { start: 0, end: content.length };
    response.writeHead(range ? 206 : 200, {
      ...cors,
      "content-type": "application/octet-stream",
      "content-length": end - start,
      etag: `"${sha256(content).slice(0, 32)}"`,
      ...(fault?.kind === "no-ranges" ? {} : { "accept-ranges": "bytes" }),
      ...(range ? { "content-range": `bytes ${start}-${end - 1}/${content.length}` } : {}),
    });
    if (!counts) return response.end();
    return sendBody(response, content.subarray(start, end), fault);
  }

  async function sendBody(response, body, fault) {
    const stopsAt = fault?.after ?? Number.POSITIVE_INFINITY;
    for (let at = 0; at < body.length && !response.destroyed; at += chunk) {
      const part = body.subarray(at, Math.min(at + chunk, stopsAt));
      if (part.length > 0) {
        await new Promise((done) => response.write(part, done));
        response.logEntry.sent += part.length;
      }
      if (at + chunk >= stopsAt) {
        // A server that hangs up lets what it sent arrive; one that stalls keeps the line open.
        if (fault.kind === "stall") return;
        await sleep(20);
        response.destroy();
        return;
      }
      if (fault?.kind === "slow") await sleep((1000 * part.length) / fault.bytesPerSecond);
    }
    response.end();
  }

  async function listen(handle, name) {
    const server = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? "/", "http://hub").pathname);
      const { method, headers } = request;
      response.logEntry = { server: name, method, path, range: headers.range ?? null, sent: 0 };
      log.push(response.logEntry);
      if (method === "OPTIONS") {
        const allowed = cors === CORS ? { "access-control-allow-headers": "content-type" } : {};
        return response.writeHead(204, { ...cors, ...allowed }).end();
      }
      return handle(request, response, path);
    });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    return {
      url: `http://127.0.0.1:${server.address().port}`,
      close: () =>
        new Promise((done) => {
          server.close(done);
          server.closeAllConnections();
        }),
    };
  }
}

/** Null where none is asked for; undefined where it lies outside. */
function rangeOf({ headers }, size) {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? "") ?? [];
  if (first === undefined) return null;
  const start = Number(first);
  const end = last ? Math.min(Number(last) + 1, size) : size;
  return start < end ? { start, end } : undefined;
}

function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * A small static server for the built site, without dependencies. It sends the site's headers,
 * answers range requests and can serve under a base path; without headers it stands for a plain
 * static host, where the service worker has to isolate the page.
 *
 *   node tools/serve.mjs [--root dist] [--port 8080] [--host 127.0.0.1] [--base /] [--no-headers]
 */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { SITE_HEADERS } from "./headers.mjs";

const TYPES = {
  ".bin": "application/octet-stream",
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** The media type of a file name. */
export function mediaType(path) {
  return TYPES[extname(path)] ?? "application/octet-stream";
}

/**
 * The bytes that a Range header asks for, of a file of `size` bytes.
 * @returns {{start: number, end: number} | "whole" | "unsatisfiable"} `end` is exclusive.
 */
export function parseRange(header, size) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return "whole";
  if (match[1] === "") {
    const length = Math.min(Number(match[2]), size);
    return length === 0 ? "unsatisfiable" : { start: size - length, end: size };
  }
  const start = Number(match[1]);
  const last = match[2] === "" ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (start >= size || last < start) return "unsatisfiable";
  return { start, end: last + 1 };
}

/** The file that a request path names under `root`, or undefined where it points outside. */
function locate(root, base, url) {
  let path;
  try {
    path = decodeURIComponent(url.split(/[?#]/, 1)[0]);
  } catch {
    return undefined;
  }
  if (!path.startsWith(base) || path.includes("\0")) return undefined;
  const file = resolve(root, `.${sep}${path.slice(base.length)}`);
  return file === root || file.startsWith(root + sep) ? file : undefined;
}

/** The file's details, with a folder's index.html in its place; undefined where there is none. */
async function find(file) {
  try {
    const found = await stat(file);
    if (!found.isDirectory()) return { file, size: found.size, changed: found.mtimeMs };
    const index = join(file, "index.html");
    const inside = await stat(index);
    return { file: index, size: inside.size, changed: inside.mtimeMs };
  } catch {
    return undefined;
  }
}

/**
 * A request handler.
 * @param {{root: string, base?: string, headers?: boolean}} options
 */
export function createHandler({ root, base = "/", headers = true }) {
  const folder = resolve(root);
  const common = headers ? SITE_HEADERS : {};

  function refuse(response, status, text, extra = {}) {
    response.writeHead(status, {
      "Content-Type": "text/plain; charset=utf-8",
      ...common,
      ...extra,
    });
    response.end(`${text}\n`);
  }

  return async (request, response) => {
    const url = request.url ?? "/";
    if (request.method !== "GET" && request.method !== "HEAD") {
      return refuse(response, 405, "Only GET and HEAD", { Allow: "GET, HEAD" });
    }
    if (`${url.split(/[?#]/, 1)[0]}/` === base) {
      return refuse(response, 301, "Moved", { Location: base });
    }
    const path = locate(folder, base, url);
    const found = path === undefined ? undefined : await find(path);
    if (found === undefined) return refuse(response, 404, "Not found");

    const etag = `"${found.size.toString(16)}-${Math.floor(found.changed).toString(16)}"`;
    // Names under assets/ carry a hash of their content; everything else is asked for again.
    const lasting = /\/assets\/[^/]+$/.test(url);
    const head = {
      ...common,
      "Accept-Ranges": "bytes",
      "Cache-Control": lasting ? "public, max-age=31536000, immutable" : "no-cache",
      "Content-Type": mediaType(found.file),
      ETag: etag,
    };
    if (request.headers["if-none-match"] === etag) {
      response.writeHead(304, head);
      return response.end();
    }
    const range = parseRange(request.headers.range, found.size);
    if (range === "unsatisfiable") {
      return refuse(response, 416, "Range outside the file", {
        "Content-Range": `bytes */${found.size}`,
      });
    }
    const { start, end } = range === "whole" ? { start: 0, end: found.size } : range;
    response.writeHead(range === "whole" ? 200 : 206, {
      ...head,
      "Content-Length": end - start,
      ...(range === "whole" ? {} : { "Content-Range": `bytes ${start}-${end - 1}/${found.size}` }),
    });
    if (request.method === "HEAD" || end === start) return response.end();
    const stream = createReadStream(found.file, { start, end: end - 1 });
    stream.on("error", () => response.destroy());
    response.on("close", () => stream.destroy());
    stream.pipe(response);
  };
}

/** Listens on `port`, or on the first free one of the nine after it where `search` is set. */
export async function listen(handler, { port, host = "127.0.0.1", search = false }) {
  for (let candidate = port; ; candidate += 1) {
    const server = createServer(handler);
    try {
      await new Promise((done, fail) => {
        server.once("error", fail);
        server.listen(candidate, host, done);
      });
      return server;
    } catch (error) {
      const busy = error.code === "EADDRINUSE";
      if (!busy || !search || candidate >= port + 9) throw error;
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      root: { type: "string", default: "dist" },
      port: { type: "string", default: process.env.PORT ?? "8080" },
      host: { type: "string", default: process.env.HOST ?? "127.0.0.1" },
      base: { type: "string", default: "/" },
      "no-headers": { type: "boolean", default: false },
    },
  });
  const handler = createHandler({
    root: values.root,
    base: values.base,
    headers: !values["no-headers"],
  });
  const server = await listen(handler, { port: Number(values.port), host: values.host });
  process.stdout.write(`http://localhost:${server.address().port}${values.base}\n`);
}

/**
 * Checks that imports point downwards only, as docs/architecture.md draws it:
 *
 *   views → state, charts, ui → worker/client → (worker) engine → core
 *
 * and that the lower layers stay free of what belongs above them.
 *
 *   node tools/layering.mjs
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** For each folder of src: the folders it may import from besides itself, and packages it may not. */
export const LAYERS = {
  core: { may: [], no: [/^react/, /^onnxruntime/, /^d3-/, /^zustand/, /^comlink/, /^node:/] },
  content: {
    may: ["core"],
    no: [/^react/, /^onnxruntime/, /^d3-/, /^zustand/, /^comlink/, /^node:/],
  },
  engine: { may: ["core"], no: [/^react/, /^d3-/, /^zustand/, /^comlink/] },
  // Runs code that nobody has looked at.
  sandbox: {
    may: ["core"],
    no: [/^react/, /^onnxruntime/, /^d3-/, /^zustand/, /^comlink/, /^node:/],
  },
  // Code that runs an experiment; its figures are in .tsx files, which may draw.
  experiments: {
    may: ["sandbox", "content", "core"],
    no: [/^react/, /^onnxruntime/, /^zustand/, /^comlink/, /^node:/],
  },
  worker: { may: ["engine", "sandbox", "core"], no: [/^react/, /^d3-/, /^zustand/, /^node:/] },
  state: {
    may: ["worker", "experiments", "content", "core"],
    no: [/^onnxruntime/, /^comlink/, /^node:/],
  },
  charts: { may: ["ui", "core"], no: [/^onnxruntime/, /^zustand/, /^comlink/, /^node:/] },
  ui: { may: ["core"], no: [/^onnxruntime/, /^zustand/, /^comlink/, /^node:/] },
  views: {
    may: ["state", "charts", "ui", "experiments", "content", "core"],
    no: [/^onnxruntime/, /^comlink/, /^node:/],
  },
  cli: {
    may: ["engine", "sandbox", "experiments", "content", "core"],
    no: [/^react/, /^comlink/, /^zustand/],
  },
};

/** Single files that any layer above core may import: types that two sides share. */
const SHARED = ["worker/contract.ts"];

/** Folders below the worker boundary, where only some files are open to the page. */
const PAGE_MAY_IMPORT = /^worker\/(contract|client|service-worker)\.ts$/;
/** What the figures of experiments may use besides what their code may. */
const FIGURES = {
  may: ["charts", "ui", "content", "core"],
  no: [/^onnxruntime/, /^zustand/, /^comlink/, /^node:/],
};

const PAGE = ["state", "charts", "ui", "views"];

/** Node only parts of the engine: the page's worker must not reach them. */
const NODE_ONLY = /^engine\/(node\/|.*\.node\.ts$)/;

const IMPORT =
  /(?:^|[\s;])(?:import|export)\s[^"';]*?from\s*["']([^"']+)["']|import\s*\(?\s*["']([^"']+)["']/g;

/** The specifiers that a source file imports, types included. */
export function importsOf(source) {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  return [...code.matchAll(IMPORT)].map((match) => match[1] ?? match[2]);
}

/**
 * What is wrong with the imports of one file.
 * @param {string} file path under src with forward slashes, such as "core/steering.ts"
 * @param {string[]} specifiers as written in the file
 * @returns {string[]} one sentence a fault
 */
export function faults(file, specifiers) {
  const layer = file.includes("/") ? file.split("/", 1)[0] : undefined;
  // Files at the top of src (main.tsx, the service worker) put the layers together.
  if (layer === undefined) return [];
  const rule = layer === "experiments" && file.endsWith(".tsx") ? FIGURES : LAYERS[layer];
  if (rule === undefined) return [`${file}: "${layer}" is no layer that tools/layering.mjs knows`];
  const isTest = /\.test\.tsx?$|\/testing\//.test(file);
  return specifiers.flatMap((specifier) => {
    if (!specifier.startsWith(".")) {
      // Tests may read fixtures from the disk and render components.
      const banned =
        !isTest && !NODE_ONLY.test(file) && rule.no.some((name) => name.test(specifier));
      const nodeInEngine =
        layer === "engine" && !isTest && !NODE_ONLY.test(file) && specifier.startsWith("node:");
      return banned || nodeInEngine ? [`${file}: ${layer} may not import ${specifier}`] : [];
    }
    const target = posix.join(posix.dirname(file), specifier.split("?", 1)[0]);
    if (target.startsWith("..") || SHARED.includes(target)) return [];
    const to = target.split("/", 1)[0];
    if (layer === "worker" && NODE_ONLY.test(target) && !isTest) {
      return [`${file}: the worker may not import ${target}, which needs Node`];
    }
    if (to === layer) return [];
    if (!rule.may.includes(to)) return [`${file}: ${layer} may not import ${target}`];
    if (to === "worker" && PAGE.includes(layer) && !PAGE_MAY_IMPORT.test(target)) {
      return [`${file}: the page may not import ${target}, which runs in the worker`];
    }
    return [];
  });
}

/** House rule: every random number comes from a seed. */
export function unseeded(file, source) {
  return /Math\.random\s*\(/.test(source) ? [`${file}: Math.random has no seed`] : [];
}

function sourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const src = join(dirname(fileURLToPath(import.meta.url)), "..", "src");
  const files = sourceFiles(src);
  const found = files.flatMap((path) => {
    const file = relative(src, path).split(sep).join("/");
    const source = readFileSync(path, "utf8");
    return [...faults(file, importsOf(source)), ...unseeded(file, source)];
  });
  for (const fault of found) process.stderr.write(`src/${fault}\n`);
  process.stdout.write(`${files.length} files, ${found.length} faults\n`);
  process.exit(found.length > 0 || files.length === 0 ? 1 : 0);
}

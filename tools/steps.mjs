/**
 * What `npm start` and `npm test` share: telling what is being done and how long it took, running a
 * command, and installing packages when they are missing. Plain Node: it runs before any package is there.
 */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..");

export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** Seconds since `since` (ms), as "3.2 s". */
export function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** Stops with a plain message unless this Node is new enough. */
export function requireNode(major) {
  if (Number(process.versions.node.split(".")[0]) >= major) return;
  process.stderr.write(
    `Moodring needs Node ${major} or newer; this is Node ${process.versions.node}.\n`,
  );
  process.exit(2);
}

/** Runs a command in the repository, its output on this terminal. Resolves to its exit code. */
export function run(command, args, { env = {} } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...env },
      // npm and npx are scripts on Windows.
      shell: process.platform === "win32",
    });
    child.on("error", (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      done(127);
    });
    child.on("close", (code) => done(code ?? 1));
  });
}

/** One named step: says its name, runs it, says how long it took. Resolves to whether it passed. */
export async function step(name, work) {
  const since = performance.now();
  say(`\n── ${name}`);
  const code = await work();
  const passed = code === undefined || code === 0;
  say(`── ${name}: ${passed ? "done" : "FAILED"} in ${seconds(since)}`);
  return passed;
}

/** A command of one of the installed packages, run with this Node. */
export function runBin(path, args, options) {
  return run(process.execPath, [join(root, "node_modules", path), ...args], options);
}

/**
 * True where node_modules holds every version that package-lock.json names. Packages for another
 * system are left out by npm, so that a missing optional one is no fault.
 */
export function isInstalled(folder = root) {
  try {
    const wanted = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")).packages;
    const hidden = join(folder, "node_modules", ".package-lock.json");
    const present = JSON.parse(readFileSync(hidden, "utf8")).packages;
    return Object.entries(wanted).every(([path, { version, optional, peer }]) => {
      if (path === "") return true;
      const found = present[path];
      return found === undefined ? optional || peer : found.version === version;
    });
  } catch {
    return false;
  }
}

/** Installs what is missing. Resolves to whether everything is there. */
export async function install() {
  if (isInstalled()) {
    say("Packages: installed already.");
    return true;
  }
  return await step("Install packages (npm ci; a minute or two)", () => run("npm", ["ci"]));
}

/** Time of the newest file at or under a path, in ms; 0 where there is none. */
export function newest(path) {
  if (!existsSync(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** True where dist/ is there and newer than everything that it is made from. */
export function isBuilt(folder = root) {
  const built = newest(join(folder, "dist", "index.html"));
  const sources = [
    "src",
    "public",
    "models",
    "index.html",
    "vite.config.ts",
    "package-lock.json",
    "tools/headers.mjs",
    "tools/site-plugins.ts",
  ];
  return built > 0 && sources.every((path) => newest(join(folder, path)) <= built);
}

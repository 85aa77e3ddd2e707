/**
 * Experiments in shards, with the real program and the shipped model: the recipe of docs/scale.md run by
 * GNU parallel, and a run that is killed.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseResultFile } from "../experiments/result-file.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const PARALLEL = spawnSync("parallel", ["--version"], { stdio: "ignore" }).status === 0;
const SHARE = 12;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "moodring-scale-"));
});
afterEach(() => rm(folder, { recursive: true }));

const results = async (file: string) =>
  parseResultFile(await readFile(join(folder, file), "utf8").catch(() => ""), file);

describe("a run that is killed", () => {
  it("goes on without losing or repeating an item", async () => {
    // Every twelfth item: enough to be killed among them.
    const command = ["experiment", "severity", `--shard=1/${SHARE}`, "--out=killed.jsonl"];
    const start = () =>
      spawn(process.execPath, ["--import", TSX, join(ROOT, "src/cli/main.ts"), ...command], {
        cwd: folder,
        stdio: "ignore",
        env: { ...process.env, INIT_CWD: undefined },
      });
    const first = start();
    const lines = async () =>
      (await readFile(join(folder, "killed.jsonl"), "utf8").catch(() => "")).split("\n").length - 1;
    while ((await lines()) < 3 && first.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 20));
    first.kill("SIGKILL");
    await new Promise((resolve) => first.once("close", resolve));
    const before = await results("killed.jsonl");
    expect(before.rows.size).toBeGreaterThanOrEqual(2);

    const second = start();
    expect(await new Promise((resolve) => second.once("close", resolve))).toBe(0);
    const after = await results("killed.jsonl");
    const expected = Math.ceil(after.header.items / SHARE);
    expect(after.rows.size).toBe(expected);
    expect(before.rows.size).toBeLessThan(expected);
    expect(after.header).toEqual(before.header);
    expect([...after.rows].slice(0, before.rows.size)).toEqual([...before.rows]);
  });
});

describe("docs/scale.md", () => {
  it.skipIf(!PARALLEL)("has a recipe for GNU parallel that works as it stands", async () => {
    const page = await readFile(join(ROOT, "docs/scale.md"), "utf8");
    const [, recipe = ""] = /## GNU parallel[\s\S]*?```sh\n([\s\S]*?)```/.exec(page) ?? [];
    expect(recipe).toContain("parallel");
    const ran = spawnSync(
      "bash",
      ["-e", "-c", recipe.replaceAll("npm run", `npm --prefix ${ROOT} run`)],
      {
        cwd: folder,
        encoding: "utf8",
        env: { ...process.env, INIT_CWD: undefined },
      },
    );
    expect(ran.status, ran.stderr).toBe(0);
    const { header, rows } = await results("severity.jsonl");
    expect(rows.size).toBe(header.items);
    expect(header.shard).toEqual({ index: 1, count: 1 });
  });
});

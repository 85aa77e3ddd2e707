import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { writeAll } from "./build-vectors.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "moodring-"));
});

afterEach(() => rm(folder, { recursive: true }));

it("replaces all files of a build, and leaves no draft", async () => {
  const [a, b] = [join(folder, "a"), join(folder, "b")];
  await writeFile(a, "before");
  await writeAll([
    [a, "after"],
    [b, Uint8Array.of(1, 2)],
  ]);
  expect(await readFile(a, "utf8")).toBe("after");
  expect(await readFile(b)).toHaveLength(2);
  expect(await readdir(folder)).toEqual(["a", "b"]);
});

it("replaces none of them where one cannot be written", async () => {
  const a = join(folder, "a");
  await writeFile(a, "before");
  const nowhere = join(folder, "missing", "b");
  await expect(
    writeAll([
      [a, "after"],
      [nowhere, "after"],
    ]),
  ).rejects.toThrow(/ENOENT/);
  expect(await readFile(a, "utf8")).toBe("before");
  expect(await readdir(folder)).toEqual(["a"]);
});

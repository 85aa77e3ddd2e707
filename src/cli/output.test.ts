import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSink } from "./output.ts";

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "moodring-"));
});
afterEach(() => rm(cwd, { recursive: true }));

const io = () => ({ cwd, stdout: () => expect.unreachable("standard output is not asked for") });

describe("a file", () => {
  it("is there only once it is whole", async () => {
    await writeFile(join(cwd, "out.jsonl"), "before");
    const sink = await openSink("out.jsonl", io());
    await sink.write({ a: 1 });
    await sink.write({ b: "ä" });
    expect(await readFile(join(cwd, "out.jsonl"), "utf8")).toBe("before");
    await sink.commit();
    expect(await readFile(join(cwd, "out.jsonl"), "utf8")).toBe('{"a":1}\n{"b":"ä"}\n');
    expect(await readdir(cwd)).toEqual(["out.jsonl"]);
  });

  it("leaves nothing behind when it is given up", async () => {
    const sink = await openSink("out.jsonl", io());
    await sink.write({ a: 1 });
    await sink.discard();
    expect(await readdir(cwd)).toEqual([]);
  });

  it("follows a link instead of replacing it", async () => {
    await writeFile(join(cwd, "real.jsonl"), "");
    await symlink("real.jsonl", join(cwd, "link.jsonl"));
    const sink = await openSink("link.jsonl", io());
    await sink.write({ a: 1 });
    await sink.commit();
    expect(await readFile(join(cwd, "real.jsonl"), "utf8")).toBe('{"a":1}\n');
  });

  it("is refused where there is a folder, a device, or no folder to hold it", async () => {
    await expect(openSink(".", io())).rejects.toThrow("not a plain file");
    await expect(openSink("/dev/null", io())).rejects.toThrow("not a plain file");
    await expect(openSink("no/out.jsonl", io())).rejects.toThrow(
      "no/out.jsonl cannot be written: is its folder there?",
    );
  });
});

describe("standard output", () => {
  it("takes whole lines", async () => {
    const written: string[] = [];
    const sink = await openSink(undefined, { cwd, stdout: (text) => void written.push(text) });
    await sink.write({ a: "x\ny" });
    await sink.commit();
    expect(written).toEqual(['{"a":"x\\ny"}\n']);
  });
});

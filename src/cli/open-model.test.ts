/** Models that are not in this repository, by path and with --weights. */
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testVectors } from "../core/testing/vectors.ts";
import { openModelPath } from "../engine/node/model-folder.ts";
import { SHIPPED } from "../engine/testing/shipped.ts";
import { TINY, tinyGguf } from "../engine/testing/tiny-model.ts";
import { findModel, withModel } from "./open-model.ts";
import { runCommand } from "./testing/run-command.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "moodring-"));
  for (const { name, bytes } of tinyGguf()) await writeFile(join(cwd, name), bytes);
});
afterAll(() => rm(cwd, { recursive: true }));

const run = (argv: readonly string[]) => runCommand(argv, { cwd, withModel });
const generate = ["generate", "--prompt=the", "--max-tokens=2"];

describe("--model with a path", () => {
  it("says how to build the vectors that are not there, then runs with them", async () => {
    const without = await run([...generate, "--model=tiny.gguf"]);
    expect(without).toMatchObject({ code: 2, stdout: "" });
    expect(without.stderr).toMatch(/Tiny Noise 1 has no .*npm run vectors -- --model tiny\.gguf$/m);

    const { identity } = await openModelPath(join(cwd, "tiny.gguf"));
    const { manifest, data } = testVectors(TINY.layers + 1, TINY.width);
    const { createHash } = await import("node:crypto");
    const bin = new Uint8Array(data.buffer);
    const binSha256 = createHash("sha256").update(bin).digest("hex");
    const json = { ...manifest, weightsSha256: identity.sha256, binSha256 };
    await writeFile(join(cwd, "tiny.emotions.json"), JSON.stringify(json));
    await writeFile(join(cwd, "tiny.emotions.bin"), bin);
    const outcome = await run([...generate, "--model=tiny.gguf"]);
    expect(outcome).toMatchObject({ code: 0, stderr: "" });
    expect(outcome.lines).toHaveLength(1);
  });

  it("finds shipped vectors by the weights' hash, wherever the file lies", async () => {
    const shards = ["00001", "00002", "00003"].map((no) => join(SHIPPED, `model-${no}.gguf.bin`));
    const whole = Buffer.concat(await Promise.all(shards.map((shard) => readFile(shard))));
    await writeFile(join(cwd, "mine.gguf"), whole);
    const { model, vectors } = await findModel({ name: "mine.gguf" }, cwd);
    expect(model.identity.name).toMatch(/smol/i);
    expect(vectors.manifest.model).toBe("smollm2-135m-instruct");
  });
});

describe("--weights", () => {
  it.each([
    [
      "is asked for where it is needed",
      "qwen2.5-coder-0.5b-instruct",
      undefined,
      /not in this repository.*Qwen\/Qwen2\.5-Coder.*--weights FILE/,
    ],
    [
      "must be the catalogue's",
      "gemma-3-270m",
      "tiny.gguf",
      /does not hold the weights of Gemma-3-270M.*--model .*tiny\.gguf/,
    ],
    ["must be there", "gemma-3-270m", "none.gguf", /none\.gguf is not there/],
    ["goes with a name", "tiny.gguf", "tiny.gguf", /goes with a name of the catalogue/],
  ])("%s", async (_, name, weights, message) => {
    const flags = weights === undefined ? [] : [`--weights=${weights}`];
    const { code, stderr } = await run([...generate, `--model=${name}`, ...flags]);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  const folder = process.env.MOODRING_REAL_MODELS ?? "";
  const real = join(folder, "gemma-3-270m-q4_k_m.gguf");
  it.skipIf(!existsSync(real))(
    "brings up a real model with its shipped vectors",
    async () => {
      const flags = ["--model=gemma-3-270m", `--weights=${real}`];
      const { code, lines } = await run([...generate, ...flags]);
      expect(code).toBe(0);
      expect(lines).toHaveLength(1);
    },
    120_000,
  );
});

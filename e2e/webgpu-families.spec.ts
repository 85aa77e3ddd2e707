/**
 * Every family on WebGPU: the tiny random models that are held to PyTorch elsewhere, dropped onto the
 * page. A model says WebGPU only after its check, which compares every residual point, logits, and keys and
 * values with WebAssembly.
 */
import { readFile } from "node:fs/promises";
import { byteAlphabet } from "../src/core/pieces.ts";
import { TINY_CASES } from "../src/engine/testing/tiny.ts";
import { hasAdapter, SOFTWARE_ADAPTER } from "./software-adapter.ts";
import { expect, test } from "./support.ts";

test.use({ launchOptions: SOFTWARE_ADAPTER });

/** As many symbols as the tiny models have rows. */
const VOCABULARY = 72;
const TOKENIZER = JSON.stringify({
  version: "1.0",
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: { type: "ByteLevel", add_prefix_space: false, use_regex: true },
  decoder: { type: "ByteLevel" },
  model: {
    type: "BPE",
    vocab: Object.fromEntries([...byteAlphabet()].slice(0, VOCABULARY).map((c, id) => [c, id])),
    merges: [],
  },
});

const file = (name: string, buffer: Buffer) => ({
  name,
  mimeType: "application/octet-stream",
  buffer,
});

/** One of each family; canary.test.ts has them all, without a browser. */
const FAMILIES = ["llama", "qwen2", "qwen3", "gemma3-capped"];

for (const { name, formats } of TINY_CASES.filter((one) => FAMILIES.includes(one.name))) {
  test(`${name} passes its check`, async ({ page }) => {
    await page.goto("./#page=models&on=webgpu");
    test.skip(!(await hasAdapter(page)), "this Chromium starts no software adapter for WebGPU");
    const format = formats.includes("gguf") ? "gguf" : "safetensors";
    const folder = `src/engine/fixtures/tiny/${name}`;
    const files = [
      file(`model.${format}`, await readFile(`${folder}/model.${format}`)),
      file("tokenizer.json", Buffer.from(TOKENIZER)),
      ...(format === "safetensors"
        ? [file("config.json", await readFile(`${folder}/config.json`))]
        : []),
    ];
    await page.getByLabel("Drop a model here").setInputFiles(files);
    await expect(page.getByRole("banner")).toContainText(/WebGPU|WebAssembly|Try again/, {
      timeout: 60_000,
    });
    await expect(page.getByRole("banner")).toContainText("WebGPU");
  });
}

/** Our own engine: the same work as the peers', nothing read and nothing steered. */
import ortModule from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import ortBinary from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import { blobSource, joinSources } from "../../../src/engine/bytes.ts";
import { parseModelManifest } from "../../../src/engine/manifest.ts";
import { openTransformer } from "../../../src/engine/open.ts";
import type { Transformer } from "../../../src/engine/transformer.ts";
import { webRuntime } from "../../../src/engine/web/runtime.ts";
import type { Length } from "../engine-timings.ts";
import { Comparison } from "./comparison.ts";
import type { Contestant, Fidelity, Reference, Timing } from "./contract.ts";
import { someIds } from "./same-work.ts";

export async function openOurs(threads: number): Promise<Contestant> {
  const base = new URL("/models/smollm2-135m-instruct/", self.location.href);
  const manifest = parseModelManifest(await (await fetch(new URL("manifest.json", base))).json());
  const shards = manifest.shards.map(async ({ file }) =>
    blobSource(await (await fetch(new URL(file, base))).blob()),
  );
  const absolute = (url: string) => new URL(url, self.location.href).href;
  const paths = { mjs: absolute(ortModule), wasm: absolute(ortBinary) };
  const runtime = webRuntime({ threads, paths });
  const model = await openTransformer(joinSources(await Promise.all(shards)), runtime);
  return {
    time: (length, steps) => time(model, length, steps),
    fidelity: (reference) => fidelity(model, reference),
  };
}

async function time(model: Transformer, length: Length, steps: number): Promise<Timing> {
  const past = model.newCache();
  const begun = performance.now();
  await model.forward({ batch: [someIds(length)], past, logitRows: [length - 1] });
  const filled = performance.now();
  for (let step = 0; step < steps; step++) {
    await model.forward({ batch: [someIds(1)], past, logitRows: [0] });
  }
  return { prefill: filled - begun, step: (performance.now() - filled) / steps };
}

/** Tokens whose logits are held at once. */
const CHUNK = 64;

async function fidelity(model: Transformer, reference: Reference): Promise<Fidelity> {
  const { ids } = reference;
  const past = model.newCache();
  const compared = new Comparison(reference);
  for (let start = 0; start < ids.length; start += CHUNK) {
    const chunk = ids.slice(start, start + CHUNK);
    const { logits } = await model.forward({ batch: [chunk], past, logitRows: [...chunk.keys()] });
    if (!logits) throw new Error("there are no logits");
    const width = logits.length / chunk.length;
    for (const i of chunk.keys()) {
      compared.logits(start + i, logits.subarray(i * width, (i + 1) * width));
    }
  }
  return compared.result();
}

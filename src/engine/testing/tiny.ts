/** For tests: the tiny random models of every family, and what PyTorch made of them. */
import { fileSource } from "../node/file-source.ts";
import { nodeRuntime } from "../node/runtime.ts";
import { ggufModel, huggingFaceModel, type PublishedModel, startTransformer } from "../open.ts";
import type { Runtime } from "../runtime.ts";
import { openSafetensors } from "../safetensors/open.ts";
import type { Transformer } from "../transformer.ts";
import { fixtureFloats, fixturePath, fixtureText } from "./shipped.ts";

export type TinyFormat = "gguf" | "safetensors";

type ArrayName =
  | "residuals"
  | "logits"
  | "probes"
  | "centre"
  | "readings"
  | "norms"
  | "steer"
  | "steeredResiduals"
  | "steeredLogits";

/** One model as tiny.json describes it. */
export interface TinyCase {
  readonly name: string;
  readonly formats: readonly TinyFormat[];
  readonly ids: readonly number[];
  /** Tokens before the steered ones, and of a kept prefix. */
  readonly prefix: number;
  readonly greedyIds: readonly number[];
  readonly steeredPoint: number;
  readonly points: number;
  readonly width: number;
  readonly arrays: Readonly<
    Record<ArrayName, { readonly offset: number; readonly shape: readonly number[] }>
  >;
}

export const TINY_CASES = (
  JSON.parse(fixtureText("tiny/tiny.json")) as { readonly cases: readonly TinyCase[] }
).cases;

/** An array of expected.bin, row-major. */
export function tinyArray({ name, arrays }: TinyCase, array: ArrayName): Float32Array {
  const { offset, shape } = arrays[array];
  const length = shape.reduce((product, dim) => product * dim, 1);
  return fixtureFloats(`tiny/${name}/expected.bin`).subarray(offset, offset + length);
}

export async function tinyModel(name: string, format: TinyFormat): Promise<PublishedModel> {
  const file = await fileSource(fixturePath(`tiny/${name}/model.${format}`));
  if (format === "gguf") return ggufModel(file);
  const config: unknown = JSON.parse(fixtureText(`tiny/${name}/config.json`));
  return huggingFaceModel(
    config,
    await openSafetensors([{ name: "model.safetensors", source: file }]),
  );
}

export async function openTiny(
  name: string,
  format: TinyFormat,
  runtime: Runtime = nodeRuntime(1),
): Promise<Transformer> {
  return startTransformer(await tinyModel(name, format), runtime);
}

/** For tests: the shipped model in Node, and the fixtures that PyTorch made of it. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openModelFolder } from "../node/model-folder.ts";
import { nodeRuntime } from "../node/runtime.ts";
import { startTransformer } from "../open.ts";
import type { Transformer } from "../transformer.ts";

export const SHIPPED = fileURLToPath(
  new URL("../../../models/smollm2-135m-instruct", import.meta.url),
);

export async function openShipped(): Promise<Transformer> {
  const { published } = await openModelFolder(SHIPPED);
  return startTransformer(published, nodeRuntime(2));
}

export function fixturePath(file: string): string {
  return fileURLToPath(new URL(`../fixtures/${file}`, import.meta.url));
}

export function fixtureText(file: string): string {
  return readFileSync(fixturePath(file), "utf8");
}

export function fixtureBytes(file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(fixturePath(file)));
}

/** A little-endian float32 file. */
export function fixtureFloats(file: string): Float32Array {
  return new Float32Array(fixtureBytes(file).buffer);
}

/** Largest |a − b|. */
export function worst(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`${a.length} numbers against ${b.length}`);
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs((a[i] as number) - (b[i] as number));
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}

/** Largest |a|. */
export function largest(a: ArrayLike<number>): number {
  return worst(a, new Float32Array(a.length));
}

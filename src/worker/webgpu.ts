/** The WebGPU runtime with its addresses on this site: imported, and then fetched, only when chosen. */
import ortModule from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url";
import ortBinary from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url";
import type { Runtime } from "../engine/runtime.ts";
import { webgpuRuntime } from "../engine/web/webgpu-runtime.ts";

/**
 * @param absolute makes an address of this site a full one
 * @param adapter what the graphics processor calls itself
 */
export function siteWebgpu(absolute: (url: string) => string, adapter: string | null): Runtime {
  const paths = { mjs: absolute(ortModule), wasm: absolute(ortBinary) };
  return webgpuRuntime({ paths, adapter });
}

import { planMemory } from "../core/model-memory.ts";
import type { ByteSource } from "./bytes.ts";
import { checkBackend } from "./canary.ts";
import { buildDecoder } from "./decoder/build.ts";
import { readDecoderWeights, type TensorLayout } from "./decoder/read-weights.ts";
import type { DecoderSettings } from "./decoder/settings.ts";
import { throwIfCancelled } from "./errors.ts";
import { ggufLayout } from "./gguf/layout.ts";
import { readGgufHeader } from "./gguf/reader.ts";
import { decoderSettings } from "./gguf/settings.ts";
import { ggufTensors } from "./gguf/tensors.ts";
import type { GgufHeader } from "./gguf/types.ts";
import { huggingFaceLayout } from "./huggingface/layout.ts";
import { huggingFaceSettings } from "./huggingface/settings.ts";
import type { Runtime } from "./runtime.ts";
import type { TensorSource } from "./tensor.ts";
import { Transformer } from "./transformer.ts";

/** Longest text that is read, and that a continuation may grow to. */
export const CONTEXT_TOKENS = 2048;

/** The same for one model: what it was made for, where that is less. */
export function contextTokens({ contextLength }: Pick<DecoderSettings, "contextLength">): number {
  return Math.min(CONTEXT_TOKENS, contextLength);
}

export interface OpenProgress {
  readonly phase: "unpack" | "session" | "check";
  readonly done: number;
  readonly total: number;
}

export interface OpenOptions {
  readonly onProgress?: (progress: OpenProgress) => void;
  readonly signal?: AbortSignal;
}

/** A published model, whatever its format: what it is, and where its weights lie. */
export interface PublishedModel {
  readonly settings: DecoderSettings;
  readonly layout: TensorLayout;
  readonly tensors: TensorSource;
}

/** @throws EngineError corrupt-model, unsupported-model */
export async function ggufModel(source: ByteSource): Promise<PublishedModel> {
  return publishedGguf(await readGgufHeader(source), source);
}

/**
 * @param source of the header; the parts of a split model laid end to end
 * @throws EngineError corrupt-model, unsupported-model
 */
export function publishedGguf(header: GgufHeader, source: ByteSource): PublishedModel {
  const settings = decoderSettings(header);
  return { settings, layout: ggufLayout(settings.family), tensors: ggufTensors(header, source) };
}

/**
 * @param config the parsed config.json
 * @param tensors of the safetensors beside it
 * @throws EngineError corrupt-model, unsupported-model
 */
export function huggingFaceModel(config: unknown, tensors: TensorSource): PublishedModel {
  const settings = huggingFaceSettings(config);
  return { settings, layout: huggingFaceLayout(settings.family), tensors };
}

/**
 * From a published GGUF to a session that runs: header, weights, graph, session.
 * @throws EngineError corrupt-model, unsupported-model, out-of-memory, cancelled
 */
export async function openTransformer(
  source: ByteSource,
  runtime: Runtime,
  options: OpenOptions = {},
): Promise<Transformer> {
  return startTransformer(await ggufModel(source), runtime, options);
}

/**
 * Weights, graph, session; and a check of its numbers where the runtime asks for one.
 * @throws EngineError corrupt-model, out-of-memory, cancelled, gpu-lost, bad-numerics
 */
export async function startTransformer(
  published: PublishedModel,
  runtime: Runtime,
  { onProgress, signal }: OpenOptions = {},
): Promise<Transformer> {
  const { settings, layout, tensors } = published;
  void runtime.prepare?.().catch(() => undefined);
  const weights = await readDecoderWeights(tensors, settings, layout, {
    onProgress: (done, total) => onProgress?.({ phase: "unpack", done, total }),
    ...(signal && { signal }),
  });
  throwIfCancelled(signal);
  onProgress?.({ phase: "session", done: 0, total: 1 });
  const positions = contextTokens(settings);
  const { prepack } = planMemory(settings);
  const graph = buildDecoder(settings, weights, { positions });
  const session = await runtime.createSession(graph, { prepack });
  const transformer = new Transformer(settings, session, weights.embedding);
  if (signal?.aborted) await transformer.release();
  throwIfCancelled(signal);
  onProgress?.({ phase: "session", done: 1, total: 1 });
  if (runtime.createReference) {
    onProgress?.({ phase: "check", done: 0, total: 1 });
    try {
      await checkBackend(transformer, published, runtime.createReference, signal);
    } catch (error) {
      await transformer.release();
      throw error;
    }
    onProgress?.({ phase: "check", done: 1, total: 1 });
  }
  return transformer;
}

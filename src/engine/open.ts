import type { ByteSource } from "./bytes.ts";
import { buildDecoder } from "./decoder/build.ts";
import { readDecoderWeights } from "./decoder/read-weights.ts";
import { throwIfCancelled } from "./errors.ts";
import { ggufLayout } from "./gguf/layout.ts";
import { readGgufHeader } from "./gguf/reader.ts";
import { decoderSettings } from "./gguf/settings.ts";
import { ggufTensors } from "./gguf/tensors.ts";
import type { Runtime } from "./runtime.ts";
import { Transformer } from "./transformer.ts";

/** Longest text that is read, and that a continuation may grow to. */
export const CONTEXT_TOKENS = 2048;

export interface OpenProgress {
  readonly phase: "unpack" | "session";
  readonly done: number;
  readonly total: number;
}

export interface OpenOptions {
  readonly onProgress?: (progress: OpenProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * From a published GGUF to a session that runs: header, weights, graph, session.
 * @throws EngineError corrupt-model, unsupported-model, out-of-memory, cancelled
 */
export async function openTransformer(
  source: ByteSource,
  runtime: Runtime,
  { onProgress, signal }: OpenOptions = {},
): Promise<Transformer> {
  const header = await readGgufHeader(source);
  const settings = decoderSettings(header);
  const layout = ggufLayout(settings.family);
  const weights = await readDecoderWeights(ggufTensors(header, source), settings, layout, {
    onProgress: (done, total) => onProgress?.({ phase: "unpack", done, total }),
    ...(signal && { signal }),
  });
  throwIfCancelled(signal);
  onProgress?.({ phase: "session", done: 0, total: 1 });
  const positions = Math.min(CONTEXT_TOKENS, settings.contextLength);
  const session = await runtime.createSession(buildDecoder(settings, weights, { positions }));
  const transformer = new Transformer(settings, session, weights.embedding);
  if (signal?.aborted) await transformer.release();
  throwIfCancelled(signal);
  onProgress?.({ phase: "session", done: 1, total: 1 });
  return transformer;
}

/**
 * Whether a backend computes what it should, before anything that it says is shown: a few tokens run
 * on it once, and every layer's step from one residual point to the next is made again on the
 * processor, a few layers at a time, each group from the residuals that the backend itself gave. The
 * whole depth is covered so, for any model, without reference files and without a second copy of it.
 *
 * Covered: every layer, writes at every point, readings, the first block of the output matrix, and
 * keys and values of earlier calls. Not covered: the other blocks of the output matrix, lengths
 * beyond these few tokens, and whatever goes wrong only later.
 */
import { buildDecoder } from "./decoder/build.ts";
import { readDecoderWeights } from "./decoder/read-weights.ts";
import type { DecoderSettings } from "./decoder/settings.ts";
import { EngineError, throwIfCancelled } from "./errors.ts";
import type { BuiltGraph } from "./onnx/graph.ts";
import type { PublishedModel } from "./open.ts";
import type { GraphSession } from "./runtime.ts";
import { type ForwardResult, type Probes, Transformer, type Write } from "./transformer.ts";

const TOKENS = 4;
/** Layers that the processor holds at a time. */
const GROUP = 4;
/** Probes that are read. */
const COLUMNS = 2;
/**
 * Largest difference, as a share of the largest entry of the token's residual (or logits). Sound
 * fp32 kernels stay under 1e-4; wrong ones are off by far more than this.
 */
const TOLERANCE = 2e-3;

type MakeReference = (graph: BuiltGraph) => Promise<GraphSession>;

/** What the backend gave: residuals [T, P, d] after writing, and what it was asked to do. */
interface Trial {
  readonly residuals: Float32Array;
  readonly logits: Float32Array;
  readonly steer: Float32Array;
}

/**
 * @throws EngineError bad-numerics, gpu-lost, cancelled
 */
export async function checkBackend(
  transformer: Transformer,
  published: PublishedModel,
  makeReference: MakeReference,
  signal?: AbortSignal,
): Promise<void> {
  const trial = await runTrial(transformer);
  const { layers } = published.settings;
  for (let first = 0; first < layers; first += GROUP) {
    throwIfCancelled(signal);
    await checkLayers(published, makeReference, trial, first, Math.min(GROUP, layers - first));
  }
}

/** Runs the tokens on the backend and compares what needs no reference: readings, and the past. */
async function runTrial(transformer: Transformer): Promise<Trial> {
  const { points } = transformer;
  const { width, vocabulary } = transformer.settings;
  const ids = Array.from({ length: TOKENS }, (_, i) => (7 + 13 * i) % vocabulary);
  const write: Write = { steer: scattered(points * width), applies: (position) => position > 0 };
  const read: Probes = {
    probes: scattered(points * width * COLUMNS),
    centre: new Float32Array(points * width),
    count: COLUMNS,
  };
  const whole = await transformer.forward({
    ...everyToken(ids),
    write,
    read,
    logitRows: [TOKENS - 1],
  });
  const { pooled: residuals, reading, logits } = whole as Required<ForwardResult>;
  for (let token = 0; token < TOKENS; token++) {
    for (let point = 0; point < points; point++) {
      const residual = row(residuals, token * points + point, width);
      const at = (token * TOKENS + token) * points + point;
      const probes = read.probes.subarray(point * width * COLUMNS, (point + 1) * width * COLUMNS);
      const size = Math.sqrt(residual.reduce((sum, x) => sum + x * x, 0));
      compare(
        row(reading, at, COLUMNS),
        products(residual, probes),
        `readings at point ${point}`,
        size,
      );
    }
  }

  const past = transformer.newCache();
  await transformer.forward({ batch: [ids.slice(0, -1)], past, write });
  const pool = [Float32Array.of(1)];
  const { pooled } = await transformer.forward({ batch: [ids.slice(-1)], past, write, pool });
  past.release();
  for (let point = 0; point < points; point++) {
    compare(
      row(pooled as Float32Array, point, width),
      row(residuals, (TOKENS - 1) * points + point, width),
      `keys and values at point ${point}`,
    );
  }
  return { residuals, logits: row(logits, TOKENS - 1, vocabulary), steer: write.steer };
}

/** Layers first … first + count − 1 on the processor, from the backend's own residuals before them. */
async function checkLayers(
  { settings, layout, tensors }: PublishedModel,
  makeReference: MakeReference,
  trial: Trial,
  first: number,
  count: number,
): Promise<void> {
  const { width } = settings;
  const points = settings.layers + 1;
  const isLast = first + count === settings.layers;
  const part = layersOf(settings, first, count, isLast);
  const weights = await readDecoderWeights(tensors, part, {
    ...layout,
    layer: (index, name) => layout.layer(first + index, name),
  });
  const output = weights.output.slice(0, 1);
  const vocabulary = output[0]?.dims[0] ?? 0;
  const graph = buildDecoder(
    { ...part, vocabulary },
    { ...weights, output },
    { positions: TOKENS },
  );
  // The tokens' residuals stand in for their embeddings.
  const reference = new Transformer({ ...part, vocabulary }, await makeReference(graph), {
    width,
    vocabulary: TOKENS,
    write: (id, out, at) => out.set(row(trial.residuals, id * points + first, width), at),
  });
  try {
    const steer = trial.steer.slice(first * width, (first + count + 1) * width).fill(0, 0, width);
    const result = await reference.forward({
      ...everyToken(Array.from({ length: TOKENS }, (_, i) => i)),
      write: { steer, applies: (position) => position > 0 },
      logitRows: [TOKENS - 1],
    });
    const { pooled, logits } = result as Required<ForwardResult>;
    for (let token = 0; token < TOKENS; token++) {
      for (let point = 1; point <= count; point++) {
        compare(
          row(trial.residuals, token * points + first + point, width),
          row(pooled, token * (count + 1) + point, width),
          `layer ${first + point}`,
        );
      }
    }
    if (isLast) {
      compare(trial.logits.subarray(0, vocabulary), row(logits, TOKENS - 1, vocabulary), "logits");
    }
  } finally {
    await reference.release();
  }
}

/** The settings of a few layers, as a model of their own. */
function layersOf(
  settings: DecoderSettings,
  first: number,
  count: number,
  isLast: boolean,
): DecoderSettings {
  const { sliding } = settings;
  return {
    ...settings,
    layers: count,
    embeddingScale: 1,
    // An output matrix of its own is read where it is compared.
    tiedOutput: settings.tiedOutput || !isLast,
    sliding: sliding && { ...sliding, layers: sliding.layers.slice(first, first + count) },
  };
}

/** The same tokens once for each of them, pooled over this one alone: `pooled` holds all residuals. */
function everyToken(ids: readonly number[]) {
  return {
    batch: ids.map(() => ids),
    pool: ids.map((_, own) => Float32Array.from(ids, (_, i) => (i === own ? 1 : 0))),
  };
}

/** @throws EngineError bad-numerics where a difference is too large, or no number */
function compare(found: Float32Array, expected: Float32Array, what: string, size?: number): void {
  const scale = size ?? expected.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const limit = TOLERANCE * scale;
  const wrong = expected.findIndex((x, i) => !(Math.abs((found[i] ?? Number.NaN) - x) <= limit));
  if (wrong === -1 && found.length === expected.length) return;
  throw new EngineError(
    "bad-numerics",
    `The graphics processor computes this model wrongly (${what}: ${found[wrong]} in place of ${expected[wrong]}).`,
  );
}

function row(values: Float32Array, index: number, length: number): Float32Array {
  return values.subarray(index * length, (index + 1) * length);
}

/** residual [d] · probes [d, K] */
function products(residual: Float32Array, probes: Float32Array): Float32Array {
  const out = new Float32Array(COLUMNS);
  for (const [i, x] of residual.entries()) {
    for (let k = 0; k < COLUMNS; k++) {
      out[k] = (out[k] ?? 0) + x * (probes[i * COLUMNS + k] ?? 0);
    }
  }
  return out;
}

/** Numbers between −1 and 1 without a pattern that a kernel could hide behind; the same each time. */
function scattered(length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(i * 12.9898 + (i % 7)));
}

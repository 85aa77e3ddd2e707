/** From stories to a model's emotion vectors and the report on how well they hold. */
import { AXES, type AxisId, EMOTIONS, emotionIndex } from "../../core/emotions.ts";
import { SHRINKAGE } from "../../core/fit/fit-emotion-vectors.ts";
import type { SetValidation, ValidationReport } from "../../core/validation/report.ts";
import { validateSet, validationReport } from "../../core/validation/validate.ts";
import {
  type EmotionVectors,
  VECTOR_SETS,
  type VectorSet,
  type VectorSetName,
  type VectorsManifest,
} from "../../core/vectors.ts";
import { COLUMNS, vectorDataLength } from "../../core/vectors-access.ts";
import { throwIfCancelled } from "../errors.ts";
import type { TextTokenizer } from "../tokenizer.ts";
import type { Transformer } from "../transformer.ts";
import { yieldToEventLoop } from "../yield.ts";
import { type Activations, collectActivations } from "./activations.ts";
import { type BlockStore, checkedBlocks, type Hash } from "./block-store.ts";
import type { Corpus } from "./corpus.ts";
import { type FittedPoint, fitPoint } from "./fit-point.ts";
import { measureTokenSpreads, SPREAD_STRIDE, type TokenSpreads } from "./token-spread.ts";

export interface BuildVectorsOptions {
  readonly transformer: Transformer;
  readonly tokenizer: TextTokenizer;
  readonly model: { readonly id: string; readonly sha256: string };
  readonly corpus: Corpus;
  readonly hash: Hash;
  /** Where finished parts are kept, for a build that is stopped to go on. Of this model and corpus only. */
  readonly blocks?: BlockStore;
  readonly onProgress?: (step: string, done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface BuiltVectors {
  readonly vectors: EmotionVectors;
  readonly report: ValidationReport;
}

/** What is kept of a set once its activations are gone. */
interface FoundSet {
  readonly points: readonly FittedPoint[];
  readonly validation: SetValidation;
  readonly residualNorm: readonly number[];
}

/**
 * Runs the corpus through the model, fits, validates. Same corpus and model, same result. One set
 * after the other, because the activations of both would take twice the memory.
 */
export async function buildVectors(options: BuildVectorsOptions): Promise<BuiltVectors> {
  const { corpus, model } = options;
  const blocks = options.blocks && checkedBlocks(options.blocks, options.hash);
  const text = await findSet("text", options, blocks);
  const reply = await findSet("reply", options, blocks, text.residualNorm);
  const report = validationReport(
    {
      model: model.id,
      corpus: corpus.name,
      stories: corpus.stories,
      neutral: corpus.neutral.length,
    },
    { text: text.validation, reply: reply.validation },
  );
  const vectors = await assemble({ text, reply }, report, options);
  return { vectors, report };
}

/** @param norms mean residual norms of the set `text`, where these are known */
async function findSet(
  set: VectorSetName,
  options: BuildVectorsOptions,
  blocks: BlockStore | undefined,
  norms?: readonly number[],
): Promise<FoundSet> {
  const { transformer, corpus, onProgress, signal } = options;
  const { width } = transformer.settings;
  const activations = await collect(set, options, blocks);
  const residualNorm = norms ?? activations.residualNorm;
  const end = corpus.stories.length * width;
  const rows = (point: number) => {
    const all = activations.points[point] as Float32Array;
    return { stories: all.subarray(0, end), neutral: all.subarray(end) };
  };
  const pause = async () => {
    await yieldToEventLoop();
    throwIfCancelled(signal);
  };
  const validation = await keptValidation(set, blocks, () =>
    validateSet(
      { stories: corpus.stories, width, residualNorm, residuals: rows },
      { onProgress: (done, total) => onProgress?.(`validate ${set}`, done, total), pause },
    ),
  );
  const labels = corpus.stories.map(({ emotion }) => emotionIndex(emotion));
  const points: FittedPoint[] = [];
  for (const point of activations.points.keys()) {
    await pause();
    points.push(fitPoint(rows(point).stories, width, labels));
  }
  return { points, validation, residualNorm };
}

/** A validation is minutes of work too. */
async function keptValidation(
  set: VectorSetName,
  blocks: BlockStore | undefined,
  make: () => Promise<SetValidation>,
): Promise<SetValidation> {
  const name = `validation-${set}`;
  const kept = await blocks?.get(name);
  if (kept !== undefined) return JSON.parse(new TextDecoder().decode(kept)) as SetValidation;
  const validation = await make();
  await blocks?.put(name, new TextEncoder().encode(JSON.stringify(validation)));
  return validation;
}

function collect(
  set: VectorSetName,
  options: BuildVectorsOptions,
  blocks: BlockStore | undefined,
): Promise<Activations> {
  const { transformer, tokenizer, corpus, onProgress, signal } = options;
  const texts = [...corpus.stories.map((story) => story.text), ...corpus.neutral];
  return collectActivations(transformer, tokenizer, set, texts, {
    onProgress: (done, total) => onProgress?.(`read for ${set}`, done, total),
    signal,
    blocks,
  });
}

/** Token spreads need the vectors, and the manifest needs the spreads: first with spreads of 1. */
async function assemble(
  found: Readonly<Record<VectorSetName, FoundSet>>,
  report: ValidationReport,
  options: BuildVectorsOptions,
): Promise<EmotionVectors> {
  const { transformer, tokenizer, model, corpus, onProgress, signal } = options;
  const data = vectorData(found, transformer.settings.width);
  const sets = (spreads?: Record<VectorSetName, TokenSpreads>) => ({
    text: describeSet(found.text.points, spreads?.text),
    reply: describeSet(found.reply.points, spreads?.reply),
  });
  const manifest: VectorsManifest = {
    schema: 1,
    model: model.id,
    weightsSha256: model.sha256,
    binSha256: await options.hash(new Uint8Array(data.buffer)),
    points: transformer.points,
    width: transformer.settings.width,
    emotions: EMOTIONS,
    residualNorm: found.text.residualNorm.map(rounded),
    bestLayer: { text: report.sets.text.bestLayer, reply: report.sets.reply.bestLayer },
    recipe: { shrinkage: SHRINKAGE, corpus: corpus.name, stories: corpus.stories.length },
    sets: sets(),
  };
  const some = corpus.stories.filter((_, i) => i % SPREAD_STRIDE === 0).map(({ text }) => text);
  const measure = (set: VectorSetName) =>
    measureTokenSpreads(transformer, tokenizer, { manifest, data }, set, some, {
      onProgress: (done, total) => onProgress?.(`token spread of ${set}`, done, total),
      signal,
    });
  const spreads = { text: await measure("text"), reply: await measure("reply") };
  return { manifest: { ...manifest, sets: sets(spreads) }, data };
}

/** emotions.bin; layout in core/vectors.ts. */
function vectorData(
  found: Readonly<Record<VectorSetName, FoundSet>>,
  width: number,
): Float32Array<ArrayBuffer> {
  const data = new Float32Array(vectorDataLength(found.text.points.length, width));
  let at = 0;
  for (const set of VECTOR_SETS) {
    for (const { centre, vectors } of found[set].points) {
      data.set(centre, at);
      data.set(vectors, at + width);
      at += width * (1 + EMOTIONS.length);
    }
  }
  return data;
}

function describeSet(fits: readonly FittedPoint[], spreads?: TokenSpreads): VectorSet {
  const columns = (from: number, to?: number) =>
    fits.map((_, point) =>
      (spreads?.columns[point]?.slice(from, to) ?? Array((to ?? COLUMNS) - from).fill(1)).map(
        rounded,
      ),
    );
  const axis = (id: AxisId) => ({
    storySigma: fits.map((fit) => rounded(fit.storySigma.axes[id])),
    tokenSigma: fits.map((_, point) => rounded(spreads?.axes[id][point] ?? 1)),
  });
  return {
    emotions: {
      storySigma: fits.map((fit) => fit.storySigma.emotions.map(rounded)),
      tokenSigma: columns(0, EMOTIONS.length),
    },
    random: {
      storySigma: fits.map((fit) => fit.storySigma.random.map(rounded)),
      tokenSigma: columns(EMOTIONS.length),
    },
    axes: Object.fromEntries((Object.keys(AXES) as AxisId[]).map((id) => [id, axis(id)])) as Record<
      AxisId,
      ReturnType<typeof axis>
    >,
  };
}

/** Seven digits: what float32 holds, and short enough to read. */
function rounded(value: number): number {
  return Number(value.toPrecision(7));
}

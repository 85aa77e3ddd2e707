/** From stories to a model's emotion vectors and the report on how well they hold. */
import { AXES, type AxisId, EMOTIONS, emotionIndex } from "../../core/emotions.ts";
import type { DiscriminantFit } from "../../core/fit/discriminant.ts";
import {
  axisStorySigma,
  fitEmotionVectors,
  randomStorySigma,
  SHRINKAGE,
} from "../../core/fit/fit-emotion-vectors.ts";
import type { ValidationReport } from "../../core/validation/report.ts";
import { validate } from "../../core/validation/validate.ts";
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

type Fits = Readonly<Record<VectorSetName, readonly DiscriminantFit[]>>;

/** Runs the corpus through the model, fits, validates. Same corpus and model, same result. */
export async function buildVectors(options: BuildVectorsOptions): Promise<BuiltVectors> {
  const { transformer, corpus, model } = options;
  const { width } = transformer.settings;
  const blocks = options.blocks && checkedBlocks(options.blocks, options.hash);
  const text = await collect("text", options, blocks);
  const reply = await collect("reply", options, blocks);
  const activations = { text, reply };
  const rows = (set: VectorSetName, point: number) => {
    const all = activations[set].points[point] as Float32Array;
    const end = corpus.stories.length * width;
    return { stories: all.subarray(0, end), neutral: all.subarray(end) };
  };

  const report = await keptReport(blocks, () =>
    validate(
      {
        model: model.id,
        corpus: corpus.name,
        stories: corpus.stories,
        width,
        residualNorm: text.residualNorm,
        residuals: rows,
      },
      {
        onProgress: (done, total) => options.onProgress?.("validate", done, total),
        pause: async () => {
          await yieldToEventLoop();
          throwIfCancelled(options.signal);
        },
      },
    ),
  );
  const labels = corpus.stories.map(({ emotion }) => emotionIndex(emotion));
  const fitSet = async (set: VectorSetName) => {
    const found: DiscriminantFit[] = [];
    for (const point of text.points.keys()) {
      await yieldToEventLoop();
      throwIfCancelled(options.signal);
      found.push(fitEmotionVectors({ x: rows(set, point).stories, width, labels }));
    }
    return found;
  };
  const fits = { text: await fitSet("text"), reply: await fitSet("reply") };
  return { vectors: await assemble(fits, text, report, options), report };
}

/** The report is minutes of work too. */
async function keptReport(
  blocks: BlockStore | undefined,
  make: () => Promise<ValidationReport>,
): Promise<ValidationReport> {
  const kept = await blocks?.get("report");
  if (kept !== undefined) return JSON.parse(new TextDecoder().decode(kept)) as ValidationReport;
  const report = await make();
  await blocks?.put("report", new TextEncoder().encode(JSON.stringify(report)));
  return report;
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
  fits: Fits,
  { residualNorm }: Activations,
  report: ValidationReport,
  options: BuildVectorsOptions,
): Promise<EmotionVectors> {
  const { transformer, tokenizer, model, corpus, onProgress, signal } = options;
  const data = vectorData(fits, transformer.settings.width);
  const sets = (spreads?: Record<VectorSetName, TokenSpreads>) => ({
    text: describeSet(fits.text, spreads?.text),
    reply: describeSet(fits.reply, spreads?.reply),
  });
  const manifest: VectorsManifest = {
    schema: 1,
    model: model.id,
    weightsSha256: model.sha256,
    binSha256: await options.hash(new Uint8Array(data.buffer)),
    points: transformer.points,
    width: transformer.settings.width,
    emotions: EMOTIONS,
    residualNorm: residualNorm.map(rounded),
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
function vectorData(fits: Fits, width: number): Float32Array<ArrayBuffer> {
  const data = new Float32Array(vectorDataLength(fits.text.length, width));
  let at = 0;
  for (const set of VECTOR_SETS) {
    for (const { centre, vectors } of fits[set]) {
      data.set(centre, at);
      data.set(vectors, at + width);
      at += width * (1 + EMOTIONS.length);
    }
  }
  return data;
}

function describeSet(fits: readonly DiscriminantFit[], spreads?: TokenSpreads): VectorSet {
  const columns = (from: number, to?: number) =>
    fits.map((_, point) =>
      (spreads?.columns[point]?.slice(from, to) ?? Array((to ?? COLUMNS) - from).fill(1)).map(
        rounded,
      ),
    );
  const axis = (id: AxisId) => ({
    storySigma: fits.map((fit) => rounded(axisStorySigma(fit, id))),
    tokenSigma: fits.map((_, point) => rounded(spreads?.axes[id][point] ?? 1)),
  });
  return {
    emotions: {
      storySigma: fits.map((fit) => Array.from(fit.storySigma, rounded)),
      tokenSigma: columns(0, EMOTIONS.length),
    },
    random: {
      storySigma: fits.map((fit) => randomStorySigma(fit).map(rounded)),
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

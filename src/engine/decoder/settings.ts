import { EngineError } from "../errors.ts";

/** Families of decoder-only transformers that the builder knows. */
export const FAMILIES = ["llama", "qwen2", "qwen3", "gemma3"] as const;
export type Family = (typeof FAMILIES)[number];

/** The row of settings that makes a decoder-only transformer a particular model. */
export interface DecoderSettings {
  readonly family: Family;
  readonly layers: number;
  /** Width of the residual stream. */
  readonly width: number;
  readonly heads: number;
  /** Key and value heads; each serves heads / kvHeads query heads. */
  readonly kvHeads: number;
  readonly headWidth: number;
  readonly feedForward: number;
  readonly vocabulary: number;
  readonly contextLength: number;
  readonly rmsEpsilon: number;
  /** What the embedding is multiplied with before it enters the residual stream: 1, or √width. */
  readonly embeddingScale: number;
  /** Rotary positions of the layers that look at the whole past. */
  readonly rope: RopeSettings;
  /** Layers that look at the last few tokens only; null where all look at everything. */
  readonly sliding: SlidingSettings | null;
  /** What a product of query and key is multiplied with: mostly headWidth^−½. */
  readonly queryScale: number;
  /** Queries, keys and values have a bias. */
  readonly projectionBias: boolean;
  /** Queries and keys are normed, head by head, before they are turned. */
  readonly queryKeyNorm: boolean;
  /** Attention and feed-forward are normed once more before they join the residual stream. */
  readonly branchNorms: boolean;
  /** Of the feed-forward gate. `gelu` is its tanh form. */
  readonly activation: "silu" | "gelu";
  /** Softly bounds attention scores to ± this. */
  readonly attentionCap: number | null;
  /** Softly bounds logits to ± this. */
  readonly logitCap: number | null;
  /** The output matrix is the embedding matrix. */
  readonly tiedOutput: boolean;
}

export interface RopeSettings {
  readonly base: number;
  readonly scaling: RopeScaling | null;
}

/** How frequencies are stretched for texts longer than those of the first training. */
export type RopeScaling =
  | { readonly kind: "linear"; readonly factor: number }
  | {
      readonly kind: "llama3";
      readonly factor: number;
      readonly lowFrequencyFactor: number;
      readonly highFrequencyFactor: number;
      readonly originalContext: number;
    };

export interface SlidingSettings {
  /** Tokens that a token sees, itself included. */
  readonly window: number;
  /** Of each layer, whether it is one of these. */
  readonly layers: readonly boolean[];
  readonly rope: RopeSettings;
}

/** What most families share; a family states only where it differs. */
export const PLAIN = {
  embeddingScale: 1,
  sliding: null,
  projectionBias: false,
  queryKeyNorm: false,
  branchNorms: false,
  activation: "silu",
  attentionCap: null,
  logitCap: null,
} as const satisfies Partial<DecoderSettings>;

/** Where a family differs from the plain decoder, whatever the size of the model. */
export const TRAITS = {
  llama: PLAIN,
  qwen2: { ...PLAIN, projectionBias: true },
  qwen3: { ...PLAIN, queryKeyNorm: true },
  gemma3: { ...PLAIN, queryKeyNorm: true, branchNorms: true, activation: "gelu" },
} as const satisfies Record<Family, Partial<DecoderSettings>>;

/** Residual points: the embedding, then after each layer. */
export function residualPoints(settings: DecoderSettings): number {
  return settings.layers + 1;
}

/** Whether a layer looks at the last few tokens only. */
export function isLocal({ sliding }: DecoderSettings, layer: number): boolean {
  return sliding?.layers[layer] ?? false;
}

/** No published model comes near; a damaged file does. */
const LIMITS = { layers: 1024, width: 2 ** 17, heads: 1024, feedForward: 2 ** 20 } as const;

/**
 * Returns settings whose parts fit each other.
 * @throws EngineError corrupt-model
 */
export function checkSettings(settings: DecoderSettings): DecoderSettings {
  const { heads, kvHeads, headWidth, sliding } = settings;
  for (const [name, limit] of Object.entries(LIMITS) as [keyof typeof LIMITS, number][]) {
    if (settings[name] > limit) throw misfit(`it names ${settings[name]} ${name}`);
  }
  const counts = [settings.layers, settings.width, heads, kvHeads, headWidth, settings.feedForward];
  counts.push(settings.vocabulary, settings.contextLength, sliding?.window ?? 1);
  if (!counts.every((count) => Number.isInteger(count) && count > 0)) {
    throw misfit("a size is not a whole number");
  }
  if (heads % kvHeads !== 0 || headWidth % 2 !== 0 || headWidth > 1024) {
    throw misfit("its attention heads do not fit each other");
  }
  if (sliding && sliding.layers.length !== settings.layers) {
    throw misfit("its list of layers has not one entry a layer");
  }
  return settings;
}

function misfit(why: string): EngineError {
  return new EngineError(
    "corrupt-model",
    `This model's description of itself is wrong: ${why}. Download it again.`,
  );
}

/** A model that is whole and well, but not of a kind that the builder knows. */
export function unsupported(what: string): EngineError {
  return new EngineError(
    "unsupported-model",
    `This model ${what}, which Moodring cannot run. Models of the families Llama, Qwen 2, Qwen 3 and Gemma 3 (text) can be run.`,
  );
}

/**
 * A model that is ready: text in, readings and continuations out. One call at a time: callers wait
 * for one to end, or be cancelled, before the next.
 */
import type { Prompt } from "../core/chat.ts";
import type { SteeringPlan } from "../core/steering.ts";
import { meanReading } from "../core/story-mean.ts";
import type { EmotionVectors, VectorSetName, VectorsManifest } from "../core/vectors.ts";
import { COLUMNS, probeColumns } from "../core/vectors-access.ts";
import { Column, type ReadPrompt } from "./column.ts";
import { type GrowingColumn, growInTurns } from "./column-turns.ts";
import { EngineError } from "./errors.ts";
import { contextTokens, type OpenOptions, type PublishedModel, startTransformer } from "./open.ts";
import { Openings } from "./openings.ts";
import { checkContext, wordsOf } from "./prompt-tokens.ts";
import { Reader } from "./reader.ts";
import type {
  GenerateDone,
  GenerateEvent,
  GenerateRequest,
  PointReading,
  PointRequest,
  ReadChunk,
  ReadDone,
  ReadRequest,
  ReadStart,
  ScoreRequest,
} from "./requests.ts";
import type { Runtime } from "./runtime.ts";
import { scoreContinuations } from "./score.ts";
import { type Encoded, TextTokenizer } from "./tokenizer.ts";
import type { Probes, Transformer, Write } from "./transformer.ts";
import { type BuildVectorsOptions, type BuiltVectors, buildVectors } from "./vectors/build.ts";
import { planWrite } from "./writes.ts";

/** What a model is and how it runs here. */
export interface ModelInfo {
  readonly id: string;
  readonly name: string;
  readonly weightsSha256: string;
  /** Null while the model has no vectors. */
  readonly vectorsSha256: string | null;
  readonly layers: number;
  readonly width: number;
  readonly contextTokens: number;
  readonly backend: Runtime["backend"];
  readonly precision: Runtime["precision"];
  readonly threads: number;
  /** What the graphics processor calls itself, where one is used and has a name. */
  readonly adapter?: string;
  readonly vectors: VectorsManifest | null;
  /** Sentences on how it takes chats that a reader should know; most often none. */
  readonly notes: readonly string[];
}

/** What tells a model from every other. */
export interface ModelIdentity {
  readonly id: string;
  readonly name: string;
  /** Of the weights. */
  readonly sha256: string;
}

export interface ModelParts extends OpenOptions {
  readonly identity: ModelIdentity;
  readonly published: PublishedModel;
  readonly tokenizerJson: unknown;
  readonly tokenizerConfig: unknown;
  /** Null where there are none yet. */
  readonly vectors: EmotionVectors | null;
  readonly runtime: Runtime;
}

/**
 * Brings a model up from its published files.
 * @throws EngineError corrupt-model, unsupported-model, out-of-memory, cancelled
 */
export async function openModel(parts: ModelParts): Promise<Model> {
  const { identity, runtime, vectors } = parts;
  const tokenizer = new TextTokenizer(parts.tokenizerJson, parts.tokenizerConfig);
  tokenizer.fitTo(parts.published.settings.vocabulary);
  const transformer = await startTransformer(parts.published, runtime, parts);
  return new Model(transformer, tokenizer, vectors, {
    id: identity.id,
    name: identity.name,
    weightsSha256: identity.sha256,
    layers: transformer.settings.layers,
    width: transformer.settings.width,
    contextTokens: contextTokens(transformer.settings),
    backend: runtime.backend,
    precision: runtime.precision,
    threads: runtime.threads,
    ...(runtime.adapter !== undefined && { adapter: runtime.adapter }),
    notes: [...(runtime.notes ?? []), ...tokenizer.chatNotes()],
  });
}

export class Model {
  readonly transformer: Transformer;
  readonly tokenizer: TextTokenizer;
  private readonly about: Omit<ModelInfo, "vectors" | "vectorsSha256">;
  private vectorsHeld: EmotionVectors | null = null;
  private readonly probeSets = new Map<VectorSetName, Probes>();
  private readonly readers = new Map<string, Reader>();
  private readonly openings: Openings;

  /** @throws EngineError corrupt-model where the vectors are another model's */
  constructor(
    transformer: Transformer,
    tokenizer: TextTokenizer,
    vectors: EmotionVectors | null,
    about: Omit<ModelInfo, "vectors" | "vectorsSha256">,
  ) {
    this.about = about;
    this.transformer = transformer;
    this.openings = new Openings(transformer);
    this.tokenizer = tokenizer;
    if (vectors) this.takeVectors(vectors);
  }

  get info(): ModelInfo {
    const manifest = this.vectorsHeld?.manifest ?? null;
    return { ...this.about, vectors: manifest, vectorsSha256: manifest?.binSha256 ?? null };
  }

  /** @throws EngineError no-vectors while the model has none */
  get vectors(): EmotionVectors {
    if (this.vectorsHeld) return this.vectorsHeld;
    throw new EngineError("no-vectors", "This model has no emotion vectors yet. Build them first.");
  }

  /** Reads and steers with these from now on. @throws EngineError corrupt-model where they are another model's */
  takeVectors(vectors: EmotionVectors): void {
    const { points, width } = vectors.manifest;
    const { transformer } = this;
    if (points !== transformer.points || width !== transformer.settings.width) {
      throw new EngineError(
        "corrupt-model",
        "The emotion vectors were made for another model. Build them again with npm run vectors.",
      );
    }
    this.vectorsHeld = vectors;
    this.probeSets.clear();
    for (const reader of this.readers.values()) reader.release();
    this.readers.clear();
  }

  /**
   * Finds the vectors of this model and reads and steers with them from now on.
   * @throws EngineError cancelled; finished parts are in `blocks` then
   */
  async buildVectors(
    options: Omit<BuildVectorsOptions, "transformer" | "tokenizer" | "model">,
  ): Promise<BuiltVectors> {
    const { transformer, tokenizer, about } = this;
    const model = { id: about.id, sha256: about.weightsSha256 };
    const built = await buildVectors({ ...options, transformer, tokenizer, model });
    this.takeVectors(built.vectors);
    return built;
  }

  /** Reads a text token by token; see ReadStart and ReadChunk. Arrays in events are copies to keep. */
  async read(
    request: ReadRequest,
    onEvent: (event: ReadStart | ReadChunk) => void,
    signal?: AbortSignal,
  ): Promise<ReadDone> {
    const started = performance.now();
    const { text, tokens, contents, notes } = this.encode(request.prompt);
    const readable = tokens.slice(0, this.about.contextTokens);
    const unread = tokens.length - readable.length;
    onEvent({ kind: "start", text, tokens: readable, unread, contents, notes });
    const reader = this.reader("read", request.set);
    const kept = await reader.read(
      readable.map(({ id }) => id),
      {
        signal,
        onRows: (start, count) =>
          onEvent({ kind: "chunk", start, count, z: reader.view(start, count).slice() }),
      },
    );
    return { tokens: readable.length, kept, ms: performance.now() - started };
  }

  /** One row for a whole prompt: the mean over its text, or its last token. */
  async point({ prompt, set, at }: PointRequest, signal?: AbortSignal): Promise<PointReading> {
    const encoded = this.encode(prompt);
    const ids = encoded.tokens.map(({ id }) => id);
    if (ids.length === 0) throw new EngineError("bad-input", "There is no text to read.");
    checkContext(ids.length, this.about.contextTokens);
    const reader = this.reader("point", set);
    await reader.read(ids, { signal });
    const rows = at === "last" ? { start: ids.length - 1, count: 1 } : wordsOf(encoded);
    const z = reader.view(rows.start, rows.count);
    const row = at === "last" ? z.slice() : meanReading(z, this.transformer.points);
    return { z: row, tokens: ids.length };
  }

  /** Columns that grow in turn, one token each; the plain model reads along. */
  async generate(
    request: GenerateRequest,
    onEvent: (event: GenerateEvent) => void,
    signal?: AbortSignal,
  ): Promise<GenerateDone> {
    const started = performance.now();
    const ids = this.promptIds(request.prompt, request.maxTokens);
    const plain = await this.openings.plain(ids, signal);
    const columns: GrowingColumn[] = [];
    try {
      await this.openColumns(columns, request, plain, signal);
      const decoding = performance.now();
      const drawn = await growInTurns(columns, onEvent, signal);
      const now = performance.now();
      return {
        promptTokens: ids.length,
        tokensPerSecond: (drawn * 1000) / Math.max(now - decoding, 1),
        ms: now - started,
      };
    } finally {
      for (const { column } of columns) column.release();
    }
  }

  /** Adds each column as it is ready: those that are there are released if the next one fails. */
  private async openColumns(
    columns: GrowingColumn[],
    request: GenerateRequest,
    plain: ReadPrompt,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { ids } = plain;
    for (const { id, steering } of request.columns) {
      const write = this.write(steering, ids.length);
      const own = await this.openings.under(ids, steering, write, signal);
      const column = new Column({
        transformer: this.transformer,
        probes: this.probes(request.set),
        own,
        plain,
        write,
        sampler: request.sampler,
        stopIds: this.tokenizer.stopIds,
        maxTokens: request.maxTokens,
      });
      columns.push({ id, column, pieces: this.tokenizer.pieces() });
      this.openings.release(own);
    }
  }

  /** Log-probability of each continuation (nats, summed over its tokens). */
  async score(request: ScoreRequest, signal?: AbortSignal): Promise<number[]> {
    const continuations = request.continuations.map((text) =>
      this.tokenizer.encodeContinuation(text),
    );
    const longest = Math.max(0, ...continuations.map((ids) => ids.length));
    const ids = this.promptIds(request.prompt, longest);
    const write = this.write(request.steering, ids.length);
    const opening = await this.openings.under(ids, request.steering, write, signal);
    try {
      return await scoreContinuations(this.transformer, opening, continuations, write, signal);
    } finally {
      this.openings.release(opening);
    }
  }

  /** The prompt's token ids, as generate and score take them. */
  promptIds(prompt: Prompt, room: number): number[] {
    const ids = this.encode(prompt).tokens.map(({ id }) => id);
    if (ids.length === 0)
      throw new EngineError("bad-input", "The prompt is empty. Write something first.");
    checkContext(ids.length + room, this.about.contextTokens);
    return ids;
  }

  dispose(): Promise<void> {
    return this.transformer.release();
  }

  private encode(prompt: Prompt): Encoded {
    return prompt.kind === "text"
      ? this.tokenizer.encodeText(prompt.text)
      : this.tokenizer.encodeChat(prompt.messages, prompt.openReply);
  }

  /** What the graph reads for a set, made once. */
  probes(set: VectorSetName): Probes {
    let probes = this.probeSets.get(set);
    if (!probes) {
      probes = { ...probeColumns(this.vectors, set), count: COLUMNS };
      this.probeSets.set(set, probes);
    }
    return probes;
  }

  /** Readers of their own for typing and for single points: one does not push out the other's text. */
  private reader(use: "read" | "point", set: VectorSetName): Reader {
    const key = `${use}:${set}`;
    let reader = this.readers.get(key);
    if (!reader) {
      reader = new Reader(this.transformer, this.probes(set));
      this.readers.set(key, reader);
    }
    return reader;
  }

  private write(steering: SteeringPlan | null, promptTokens: number): Write | null {
    if (!steering) return null;
    return planWrite(steering, this.vectors, this.transformer, promptTokens);
  }
}

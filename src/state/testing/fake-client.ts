/**
 * A client that answers with scripted events: a test double for the controllers, never shipped.
 * Each call waits until the test lets it go on.
 */
import { EMOTIONS } from "../../core/emotions.ts";
import { formatModelRef } from "../../core/model-ref.ts";
import { RANDOM_DIRECTIONS, type VectorSet, type VectorsManifest } from "../../core/vectors.ts";
import { COLUMNS } from "../../core/vectors-access.ts";
import type {
  GenerateEvent,
  GenerateRequest,
  KeptModel,
  LoadedModel,
  PointRequest,
  ReadChunk,
  ReadRequest,
  ReadStart,
} from "../../worker/contract.ts";
import type { EngineClient } from "../engine-client.ts";

/** Residual points of the fake model. */
export const FAKE_POINTS = 3;
const ROW = FAKE_POINTS * COLUMNS;

export interface FakeCall<Request, Event> {
  readonly request: Request;
  readonly signal: AbortSignal | undefined;
  emit(event: Event): void;
  resolve(): void;
  reject(kind: string): void;
}

const spreads = (columns: number) => {
  const table = Array.from({ length: FAKE_POINTS }, () => Array<number>(columns).fill(1));
  return { storySigma: table, tokenSigma: table };
};
const ones = Array<number>(FAKE_POINTS).fill(1);
const SET: VectorSet = {
  emotions: spreads(EMOTIONS.length),
  random: spreads(RANDOM_DIRECTIONS.count),
  axes: {
    "desperate-calm": { storySigma: ones, tokenSigma: ones },
    "afraid-calm": { storySigma: ones, tokenSigma: ones },
    "happy-sad": { storySigma: ones, tokenSigma: ones },
  },
};

export const FAKE_MANIFEST: VectorsManifest = {
  schema: 1,
  model: "smollm2-135m-instruct",
  weightsSha256: "a".repeat(64),
  binSha256: "b".repeat(64),
  points: FAKE_POINTS,
  width: 4,
  emotions: EMOTIONS,
  residualNorm: ones,
  bestLayer: { text: 2, reply: 1 },
  recipe: { shrinkage: 0.5, corpus: "v2", stories: 1152 },
  sets: { text: SET, reply: SET },
};

export const FAKE_MODEL: LoadedModel & { vectors: VectorsManifest; vectorsSha256: string } = {
  ref: { kind: "catalogue", id: "smollm2-135m-instruct" },
  id: "smollm2-135m-instruct",
  name: "SmolLM2-135M-Instruct",
  weightsSha256: FAKE_MANIFEST.weightsSha256,
  vectorsSha256: FAKE_MANIFEST.binSha256,
  layers: FAKE_POINTS - 1,
  width: 4,
  contextTokens: 2048,
  backend: "wasm",
  precision: "fp32",
  threads: 2,
  vectors: FAKE_MANIFEST,
  loadMs: 1,
  notes: [],
};

/** `count` rows in which every value is `value`. */
export function rowsOf(value: number, count = 1): Float32Array {
  return new Float32Array(count * ROW).fill(value);
}

export function readStart(text: string): ReadStart {
  const tokens = [...text].map((_, at) => ({
    id: at,
    start: at,
    end: at + 1,
    partial: at % 2 === 1,
    special: at === 2,
  }));
  return { kind: "start", text, tokens, unread: 0, contents: [{ start: 0, end: text.length }] };
}

export function readChunk(start: number, count: number, value: number): ReadChunk {
  return { kind: "chunk", start, count, z: rowsOf(value, count) };
}

export interface FakeClient extends EngineClient {
  readonly reads: FakeCall<ReadRequest, ReadStart | ReadChunk>[];
  readonly generates: FakeCall<GenerateRequest, GenerateEvent>[];
  readonly points: FakeCall<PointRequest, never>[];
  /** Answers every call by itself when set. */
  auto: boolean;
  /** What this browser keeps. */
  kept: readonly KeptModel[];
  /** What a point reads, by its text, when `auto` is set. */
  pointValue: (request: PointRequest) => Float32Array;
}

export function createFakeClient(): FakeClient {
  function wait<Request, Event, Result>(
    calls: FakeCall<Request, Event>[],
    request: Request,
    signal: AbortSignal | undefined,
    onEvent: (event: Event) => void,
    result: () => Result,
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      const fail = (kind: string) => reject({ kind, message: kind });
      if (signal?.aborted) return fail("cancelled");
      const settled = new AbortController();
      signal?.addEventListener("abort", () => fail("cancelled"), { signal: settled.signal });
      calls.push({
        request,
        signal,
        emit: onEvent,
        resolve: () => {
          settled.abort();
          resolve(result());
        },
        reject: fail,
      });
    });
  }

  const client: FakeClient = {
    reads: [],
    generates: [],
    points: [],
    auto: false,
    pointValue: () => rowsOf(0),
    inspect: ({ model }) =>
      Promise.resolve({
        ref: model,
        id: "smollm2-135m-instruct",
        name: formatModelRef(model),
        family: "llama",
        layers: FAKE_POINTS - 1,
        verdict: "fits",
        vectors: "shipped",
        licence: "Apache-2.0",
        bytes: 100,
        cachedBytes: 0,
        memoryBytes: 1000,
      }),
    async load(_request, _device, onProgress) {
      onProgress({ phase: "download", done: 50, total: 100, cached: false, fetched: 50 });
      return FAKE_MODEL;
    },
    read(request, onEvent, signal) {
      const done = { tokens: 1, kept: 0, ms: 1 };
      const pending = wait(client.reads, request, signal, onEvent, () => done);
      if (client.auto) {
        const { prompt } = request;
        const text = prompt.kind === "text" ? prompt.text : JSON.stringify(prompt.messages);
        onEvent(readStart(text));
        onEvent(readChunk(0, [...text].length, 1));
        client.reads.at(-1)?.resolve();
      }
      return pending;
    },
    generate(request, onEvent, signal) {
      const done = { promptTokens: 3, tokensPerSecond: 20, ms: 1 };
      const pending = wait(client.generates, request, signal, onEvent, () => done);
      if (client.auto) {
        for (const { id: column, steering } of request.columns)
          writeColumn(column, steering !== null, onEvent);
        client.generates.at(-1)?.resolve();
      }
      return pending;
    },
    score: () => Promise.resolve([]),
    async buildVectors(_stories, onProgress) {
      onProgress({ step: "Reading the stories", done: 0.5, total: 1, secondsLeft: 60 });
      return { vectors: FAKE_MANIFEST, accuracy: 0.9, chance: 0.0417 };
    },
    kept: [],
    listKept: async () => [...client.kept],
    async removeKept(key) {
      client.kept = client.kept.filter((model) => model.key !== key);
    },
    point(request, signal) {
      const pending = wait(
        client.points,
        request,
        signal,
        () => undefined,
        () => ({
          z: client.pointValue(request),
          tokens: 7,
        }),
      );
      if (client.auto) client.points.at(-1)?.resolve();
      return pending;
    },
  };
  return client;
}

/** Two tokens, their readings and the end. */
export function writeColumn(
  column: string,
  steered: boolean,
  emit: (event: GenerateEvent) => void,
): void {
  const ids = steered ? [7, 8] : [5, 6];
  emit({ kind: "tokens", column, start: 0, ids, pieces: ids.map((id) => ` t${id}`) });
  emit({
    kind: "readings",
    column,
    start: 0,
    count: 2,
    z: rowsOf(0.5, 2),
    logprobs: Float32Array.of(-1, -2),
    ...(steered ? { inside: rowsOf(3, 2) } : {}),
  });
  emit({ kind: "end", column, reason: "length" });
}

/** Lets everything that waits on promises run. */
export async function ticks(count = 12): Promise<void> {
  for (let at = 0; at < count; at++) await Promise.resolve();
}

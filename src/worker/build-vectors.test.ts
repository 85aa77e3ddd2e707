/** Building in the browser: what is told on the way, and what is kept, on a model that only counts. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { testVectors } from "../core/testing/vectors.ts";
import type { ValidationReport } from "../core/validation/report.ts";
import type { EmotionVectors } from "../core/vectors.ts";
import { EngineError } from "../engine/errors.ts";
import type { Model } from "../engine/model.ts";
import { shortStories } from "../engine/testing/small-corpus.ts";
import type { BuildVectorsOptions } from "../engine/vectors/build.ts";
import { buildInBrowser, NOT_KEPT, WORK_KEPT } from "./build-vectors.ts";
import type { BuildProgress } from "./contract.ts";
import { sha256Hex } from "./fetch/hashing.ts";
import { storeFetching } from "./fetch/store-fetching.ts";
import { sourceEnvironment } from "./sources/environment.ts";
import { BUILT, obtainVectors, planVectors } from "./sources/vectors.ts";
import { type FileStore, originStore } from "./storage.ts";
import { type FakeOrigin, fakeOrigin, refusedRoot } from "./testing/fake-origin.ts";
import { type ModelSite, serveModel } from "./testing/model-site.ts";

const WEIGHTS = "c".repeat(64);
const STORIES = shortStories(5);
const signal = new AbortController().signal;
const quiet = (): void => undefined;

const STEPS = [
  ["read for text", "Reading the stories"],
  ["validate text", "Checking on stories left out"],
  ["read for reply", "Reading them as messages"],
  ["validate reply", "Checking on stories left out"],
  ["token spread of text", "Measuring single words"],
  ["token spread of reply", "Measuring single words"],
] as const;

const LAST = STEPS.length - 1;

/** Blocks a step and ticks a block: fine, as those of a real build. */
const BLOCKS = 40;
const TICKS = 4;

let clock = 0;

interface FakeOptions {
  /** For each tick of work; what is kept takes no time. */
  readonly seconds?: number;
  /** Ends with `cancelled` before this step. */
  readonly stopBefore?: number;
  readonly backend?: "wasm" | "webgpu";
  readonly blockBytes?: number;
}

/** A model whose build only counts. `made` are the steps that were worked on. */
function fakeModel({
  seconds = 0,
  stopBefore,
  backend = "wasm",
  blockBytes = 3,
}: FakeOptions = {}) {
  const made = new Set<string>();
  const given: Pick<BuildVectorsOptions, "corpus">[] = [];
  const model = {
    info: { weightsSha256: WEIGHTS, backend, precision: "fp32" },
    async buildVectors(options: Parameters<Model["buildVectors"]>[0]) {
      given.push(options);
      for (const [index, [step]] of STEPS.entries()) {
        if (index === stopBefore) throw new EngineError("cancelled", "Stopped.");
        for (let block = 0; block < BLOCKS; block++) {
          const first = block * TICKS;
          const content = Array.from({ length: blockBytes }, (_, i) => [index, block, 7][i] ?? 0);
          const kept = await options.blocks?.get(`${index}-${block}`);
          if (kept !== undefined) expect([...kept]).toEqual(content);
          else {
            made.add(step);
            for (let tick = 1; tick <= TICKS; tick++) {
              clock += seconds * 1000;
              options.onProgress?.(step, first + tick, BLOCKS * TICKS);
            }
            await options.blocks?.put(`${index}-${block}`, new Uint8Array(content));
          }
          options.onProgress?.(step, first + TICKS, BLOCKS * TICKS);
        }
      }
      return { vectors: await vectorsOf(), report: REPORT };
    },
  };
  return { model: model as unknown as Pick<Model, "info" | "buildVectors">, made, given };
}

async function vectorsOf(): Promise<EmotionVectors> {
  const { manifest, data } = testVectors(3, 8);
  const binSha256 = await sha256Hex(new Uint8Array(data.buffer as ArrayBuffer));
  return { manifest: { ...manifest, weightsSha256: WEIGHTS, binSha256 }, data };
}

/** As far as it is looked at here. */
const REPORT = {
  chance: 1 / 24,
  sets: {
    text: {
      bestLayer: 1,
      points: [0.1, 0.75, 0.2].map((ours) => ({ heldOutTopics: { ours, paper: 0 } })),
    },
  },
} as unknown as ValidationReport;

let origin: FakeOrigin;
beforeEach(() => {
  clock = 0;
  vi.spyOn(performance, "now").mockImplementation(() => clock);
  origin = fakeOrigin();
});
afterEach(() => void vi.restoreAllMocks());

const store = () => originStore(origin.root);
const names = () => Object.keys(origin.files()).sort();
const BOTH = [`${WEIGHTS}/${BUILT.bin}`, `${WEIGHTS}/${BUILT.json}`];

async function build(fake = fakeModel(), files = STORIES, to = store()) {
  const progress: BuildProgress[] = [];
  const built = await buildInBrowser(fake.model, files, to, (p) => void progress.push(p), signal);
  return { built, progress };
}

async function stopBefore(step: number, options: FakeOptions = {}, files = STORIES) {
  const stopped = build(fakeModel({ ...options, stopBefore: step }), files);
  await expect(stopped).rejects.toMatchObject({ kind: "cancelled" });
}

describe("on the way", () => {
  it("tells each step in words and the share of the whole, up to the end", async () => {
    const { progress } = await build();
    expect([...new Set(progress.map(({ step }) => step))]).toEqual([
      ...new Set(STEPS.map(([, words]) => words)),
    ]);
    const shares = progress.map(({ done, total }) => done / total);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[0]).toBeGreaterThan(0);
    expect(shares.at(-1)).toBeCloseTo(1, 10);
  });

  it("says how long it still takes, once it knows", async () => {
    const { progress } = await build(fakeModel({ seconds: 60 }));
    expect(progress[0]?.secondsLeft).toBeNull();
    const known = progress.flatMap(({ secondsLeft }) => secondsLeft ?? []);
    expect(known.length).toBeGreaterThan(0.9 * progress.length);
    // A step of 0.33 takes 160 ticks of a minute, and so would the rest.
    expect(known[0]).toBeGreaterThan(0.95 * 60 * (160 / 0.33));
    expect(known[0]).toBeLessThan(60 * (160 / 0.33));
    expect(known.at(-1)).toBeCloseTo(0, 6);
  });

  it("counts nothing of an earlier build as speed", async () => {
    await stopBefore(2);
    const { progress } = await build(fakeModel({ seconds: 60 }));
    const known = progress.filter(({ secondsLeft }) => secondsLeft !== null);
    // The steps before the third are 0.405 of the whole. This one of 0.38 takes 160 minutes.
    expect(known[0]?.done).toBeGreaterThan(0.405);
    expect(known[0]?.secondsLeft).toBeGreaterThan(0.95 * 0.595 * 60 * (160 / 0.38));
    expect(known[0]?.secondsLeft).toBeLessThan(0.595 * 60 * (160 / 0.38));
  });

  it("hands the stories on as a corpus, and refuses what is none", async () => {
    const fake = fakeModel();
    await build(fake);
    expect(fake.given[0]?.corpus.stories).toHaveLength(2 * 24 * 6);
    expect(fake.given[0]?.corpus.neutral).toHaveLength(2 * 12);
    const none = build(fakeModel(), [{ writer: "W9", lines: "not a story" }]);
    await expect(none).rejects.toMatchObject({ kind: "bad-input", message: /W9, line 1/ });
    expect(names()).toEqual(BOTH);
  });
});

describe("what is kept", () => {
  it("is the vectors alone in the end, and how well they hold is told", async () => {
    const { built } = await build();
    expect(names()).toEqual(BOTH);
    expect(built).toEqual({
      vectors: (await vectorsOf()).manifest,
      accuracy: 0.75,
      chance: 1 / 24,
    });
  });

  it("is what was done when it was stopped, and goes with the end of the next one", async () => {
    await stopBefore(3);
    expect(names()).toHaveLength(3 * BLOCKS);
    expect(names().every((name) => /\/build-[0-9a-f]{16}-\d-\d+$/.test(name))).toBe(true);
    const fake = fakeModel();
    await build(fake);
    expect([...fake.made]).toEqual(STEPS.slice(3).map(([step]) => step));
    expect(names()).toEqual(BOTH);
  });

  it("is of no use to other stories or another machine", async () => {
    await stopBefore(LAST);
    const other = fakeModel();
    await build(other, shortStories(6));
    expect(other.made.size).toBe(STEPS.length);
    const graphics = fakeModel({ backend: "webgpu" });
    await build(graphics);
    expect(graphics.made.size).toBe(STEPS.length);
  });

  it("is nothing where storage is refused, and the build ends all the same", async () => {
    const fake = fakeModel();
    const { built } = await build(fake, STORIES, originStore(refusedRoot));
    expect(built).toMatchObject({ accuracy: 0.75, notKept: NOT_KEPT });
    expect(fake.made.size).toBe(STEPS.length);
  });

  it("is nothing where the storage is too small for anything", async () => {
    origin.free = 2;
    const { built } = await build();
    expect(built.notKept).toBe(NOT_KEPT);
    expect(names()).toEqual([]);
  });

  it("is the vectors where blocks have filled the storage: they make room", async () => {
    origin.free = 30_000;
    const { built } = await build(fakeModel({ blockBytes: 1000 }));
    expect(built.notKept).toBeUndefined();
    expect(names()).toEqual(BOTH);
  });

  it("is the work where the vectors themselves can't be kept, and the next build uses it", async () => {
    const full: FileStore = {
      ...store(),
      put: async (folder, name, content) =>
        name === BUILT.bin ? "full" : store().put(folder, name, content),
    };
    const { built } = await build(fakeModel({ blockBytes: 1000 }), STORIES, full);
    expect(built.notKept).toBe(`${NOT_KEPT} ${WORK_KEPT}`);
    expect(names().length).toBeGreaterThan(0.8 * STEPS.length * BLOCKS);
    const fake = fakeModel({ blockBytes: 1000 });
    await build(fake);
    expect([...fake.made]).toEqual([STEPS[LAST]?.[0]]);
    expect(names()).toEqual(BOTH);
  });
});

describe("the next load", () => {
  let site: ModelSite;
  beforeEach(async () => {
    vi.restoreAllMocks();
    site = await serveModel();
  });
  afterEach(() => site.close());

  const environment = () =>
    sourceEnvironment(site.request, store(), storeFetching(store()), signal);

  it("finds vectors that were built for these weights, bit for bit", async () => {
    expect(await planVectors(WEIGHTS, environment())).toBeNull();
    await build();
    const planned = await planVectors(WEIGHTS, environment());
    expect(planned?.origin).toBe("built");
    if (planned === null) return;
    const options = { signal, onBytes: quiet };
    expect(await obtainVectors(planned, environment(), options)).toEqual(await vectorsOf());
    expect(await planVectors("d".repeat(64), environment())).toBeNull();
  });

  it("finds none where the file is damaged", async () => {
    await build();
    origin.damage(`${WEIGHTS}/${BUILT.bin}`);
    expect(await planVectors(WEIGHTS, environment())).toBeNull();
  });

  it("finds none where the file is cut short", async () => {
    await build();
    await store().put(WEIGHTS, BUILT.bin, new Blob([new Uint8Array(12)]));
    expect(await planVectors(WEIGHTS, environment())).toBeNull();
  });
});

/**
 * Every family against PyTorch float32, on tiny random models (tools/reference/tiny_models.py): from
 * GGUF and from safetensors, at every residual point. Tolerance: 1e-4 of a layer's largest value.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prefill } from "../prefill.ts";
import { Reader } from "../reader.ts";
import { largest, worst } from "../testing/shipped.ts";
import { openTiny, TINY_CASES, tinyArray } from "../testing/tiny.ts";
import type { Probes, Transformer, Write } from "../transformer.ts";
import { webRuntime } from "../web/runtime.ts";

const TOLERANCE = 1e-4;
const models = TINY_CASES.flatMap((tiny) => tiny.formats.map((format) => ({ tiny, format })));

it("has a model of every family, in both formats", () => {
  const named = models.map(({ tiny, format }) => `${tiny.name} ${format}`);
  const families = ["llama", "qwen2", "qwen3", "gemma3"];
  expect(named).toEqual(
    expect.arrayContaining(families.flatMap((name) => [`${name} gguf`, `${name} safetensors`])),
  );
});

describe.each(models)("$tiny.name from $format", ({ tiny, format }) => {
  const { ids, points, width, prefix, steeredPoint } = tiny;
  const floats = (name: Parameters<typeof tinyArray>[1]) => tinyArray(tiny, name);
  const last = (count: number) => Array.from({ length: count }, (_, i) => ids.length - count + i);
  let model: Transformer;
  beforeAll(async () => {
    model = await openTiny(tiny.name, format);
  });
  afterAll(() => model?.release());

  /** The whole residual stream: probes that are the unit vectors, around 0. */
  function identityProbes(): Probes {
    const probes = new Float32Array(points * width * width);
    for (let i = 0; i < points * width; i++) probes[i * width + (i % width)] = 1;
    return { probes, centre: new Float32Array(points * width), count: width };
  }

  function someProbes(): Probes {
    const probes = floats("probes");
    return { probes, centre: floats("centre"), count: probes.length / (points * width) };
  }

  /** Of [T, P, K], one point: [T, K]. */
  function atPoint(values: Float32Array, point: number): Float32Array {
    const count = values.length / (ids.length * points);
    return Float32Array.from({ length: ids.length * count }, (_, i) => {
      const t = Math.floor(i / count);
      return values[(t * points + point) * count + (i % count)] as number;
    });
  }

  /** Compares a reading [T, P, K] with a reference [P from `first` on, T, K]. */
  function expectPoints(found: Float32Array | undefined, reference: Float32Array, first = 0): void {
    const size = reference.length / (points - first);
    for (let point = first; point < points; point++) {
      const expected = reference.subarray((point - first) * size, (point - first + 1) * size);
      const difference = worst(atPoint(found ?? new Float32Array(0), point), expected);
      expect(difference / largest(expected), `point ${point}`).toBeLessThan(TOLERANCE);
    }
  }

  function expectClose(found: Float32Array | undefined, expected: Float32Array): void {
    expect(worst(found ?? [], expected) / largest(expected)).toBeLessThan(TOLERANCE);
  }

  function steering(scale = 1): Write {
    const steer = new Float32Array(points * width);
    steer.set(
      floats("steer").map((value) => value * scale),
      steeredPoint * width,
    );
    return { steer, applies: (position) => position >= prefix };
  }

  it("has PyTorch's hidden states at every residual point, and its logits", async () => {
    const request = { batch: [ids], read: identityProbes(), logitRows: last(4) };
    const { reading, logits } = await model.forward(request);
    expectPoints(reading, floats("residuals"));
    expectClose(logits, floats("logits"));
  });

  it("reads, and measures how far from the centre, as PyTorch does", async () => {
    const { reading, norm } = await model.forward({
      batch: [ids],
      read: someProbes(),
      norms: true,
    });
    expectPoints(reading, floats("readings"));
    expectPoints(norm, floats("norms"));
  });

  it("steers as PyTorch does, and not at all at strength 0", async () => {
    const request = { batch: [ids], read: identityProbes(), logitRows: last(4) };
    const steered = await model.forward({ ...request, write: steering() });
    expectPoints(steered.reading, floats("steeredResiduals"), steeredPoint);
    expectClose(steered.logits, floats("steeredLogits"));
    const plain = await model.forward(request);
    const zero = await model.forward({ ...request, write: steering(0) });
    expect(zero).toEqual(plain);
  });

  it("has PyTorch's logits in the WebAssembly build too", async () => {
    const wasm = await openTiny(tiny.name, format, webRuntime({ threads: 1 }));
    const { logits } = await wasm.forward({ batch: [ids], logitRows: last(4) });
    await wasm.release();
    expectClose(logits, floats("logits"));
  });

  it("continues a kept prefix, by chunks and token by token, as a full pass does", async () => {
    const reader = new Reader(model, someProbes());
    await reader.read([...ids.slice(0, prefix), 1, 2, 3]);
    expect(await reader.read(ids)).toBe(prefix);
    expectPoints(reader.view(0, ids.length).slice(), floats("readings"));
    const cache = model.newCache();
    await prefill(model, cache, ids.slice(0, prefix), {});
    const rows: Float32Array[] = [];
    for (const id of ids.slice(prefix)) {
      const { logits } = await model.forward({ batch: [[id]], past: cache, logitRows: [0] });
      rows.push(logits as Float32Array);
    }
    const vocabulary = model.settings.vocabulary;
    const found = Float32Array.from(rows.slice(-4).flatMap((row) => [...row]));
    expect(found).toHaveLength(4 * vocabulary);
    expectClose(found, floats("logits"));
  });

  it("writes PyTorch's greedy continuation", async () => {
    const cache = model.newCache();
    let logits = (await prefill(model, cache, ids, { logits: "last" }))?.logits;
    const written: number[] = [];
    while (logits && written.length < tiny.greedyIds.length) {
      const id = logits.indexOf(Math.max(...logits));
      written.push(id);
      logits = (await model.forward({ batch: [[id]], past: cache, logitRows: [0] })).logits;
    }
    expect(written).toEqual(tiny.greedyIds);
  });
});

/** The cache on rows in the processor's memory and on a (pretended) graphics processor. */
import { Tensor } from "onnxruntime-common";
import { describe, expect, it } from "vitest";
import { KvCache } from "./kv-cache.ts";
import { FloatRows, type KvShape } from "./kv-rows.ts";
import { fakeGpu, valuesOf } from "./testing/fake-gpu.ts";
import { GpuRows } from "./web/gpu-rows.ts";

const SHAPE: KvShape = { slots: 2, kvHeads: 2, headWidth: 2 };
const gpu = fakeGpu();
const floats = (values: Float32Array, dims: readonly number[]) =>
  new Tensor("float32", values, dims);

/** The row of a token: 4 numbers that tell token and slot. */
const row = (id: number, slot: number) => [0, 1, 2, 3].map((i) => id * 10 + slot * 5 + i);
const rows = (ids: readonly number[], slot: number) => ids.flatMap((id) => row(id, slot));

describe.each([
  { where: "processor", start: () => new FloatRows(SHAPE, 2), output: floats },
  {
    where: "graphics processor",
    start: () => new GpuRows(gpu.device, SHAPE, 2),
    output: gpu.output,
  },
])("a cache on the $where", ({ start, output }) => {
  const append = (cache: KvCache, ids: readonly number[]) =>
    cache.append(
      ids,
      [0, 1].map((slot) => output(Float32Array.from(rows(ids, slot)), [1, ids.length, 4])),
    );
  function expectHeld(cache: KvCache, ids: readonly number[]): void {
    expect(cache.ids).toEqual(ids);
    for (const slot of [0, 1]) {
      expect(cache.tensor(slot).dims).toEqual([ids.length, 1, 2, 2]);
      expect(valuesOf(cache.tensor(slot))).toEqual(rows(ids, slot));
    }
  }

  it("holds what was added, in order, also when it outgrows its room", () => {
    const cache = new KvCache(start());
    append(cache, [3]);
    expectHeld(cache, [3]);
    append(cache, [1, 4]);
    append(cache, [1, 5, 9, 2, 6]);
    expectHeld(cache, [3, 1, 4, 1, 5, 9, 2, 6]);
    cache.release();
  });

  it("goes on from a prefix over what stood after it", () => {
    const cache = new KvCache(start());
    append(cache, [3, 1, 4, 1]);
    expect(cache.commonPrefix([3, 1, 9])).toBe(2);
    cache.truncate(2);
    expectHeld(cache, [3, 1]);
    append(cache, [9]);
    expectHeld(cache, [3, 1, 9]);
    cache.release();
  });

  it("branches: neither changes the other", () => {
    const cache = new KvCache(start());
    append(cache, [3, 1]);
    const branch = cache.fork(1);
    append(cache, [4]);
    append(branch, [7, 8, 9]);
    expectHeld(cache, [3, 1, 4]);
    cache.release();
    expectHeld(branch, [3, 1, 7, 8, 9]);
    branch.release();
    expect(branch.length).toBe(0);
  });
});

it("leaves nothing on the graphics processor", () => {
  expect(gpu.alive()).toBe(0);
});

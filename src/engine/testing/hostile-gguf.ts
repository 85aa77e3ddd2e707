/** For tests: GGUF files that are almost right, and then wrong in a few places that matter. */
import fc from "fast-check";
import type { GgufField, GgufSpec, GgufTensorSpec } from "./gguf-bytes.ts";

/** Counts, lengths, dimensions and offsets that break careless readers. */
export const edge64 = fc.oneof(
  fc.constantFrom(0n, 1n, 2n, 31n, 33n, 255n, 256n, 65_535n, 65_537n),
  fc.constantFrom(2n ** 31n - 1n, 2n ** 31n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 32n + 32n),
  fc.constantFrom(2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 60n, 2n ** 62n + 1n),
  fc.constantFrom(2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 32n, 2n ** 64n - 1n),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
);
const edge32 = fc.oneof(fc.nat(80), fc.constantFrom(2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1));

const scalar: fc.Arbitrary<GgufField> = fc.record({
  type: fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12),
  value: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
});
const words: fc.Arbitrary<GgufField> = fc.record({
  type: fc.constant(8 as const),
  text: fc.string({ maxLength: 12, unit: "binary" }),
});
const list: fc.Arbitrary<GgufField> = fc
  .tuple(fc.oneof(scalar, words), fc.nat(6))
  .map(([item, length]) => ({
    type: 9 as const,
    of: item.type,
    items: Array.from({ length }, () => item),
  }));
const field = fc.oneof(scalar, words, list);

/** Types that are read, with weights and bytes a block. */
const types = fc.constantFrom([0, 1, 4], [1, 1, 2], [8, 32, 34], [12, 256, 144], [30, 1, 2]);

interface Plan {
  readonly metadata: readonly (readonly [string, GgufField])[];
  readonly shapes: readonly (readonly [readonly number[], number, number])[];
}

const plan: fc.Arbitrary<Plan> = fc.record({
  metadata: fc.array(fc.tuple(fc.string({ minLength: 1, maxLength: 8 }), field), { maxLength: 4 }),
  shapes: fc.array(
    types.chain(([type, size, bytes]) =>
      fc
        .array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 })
        .map(([columns = 1, ...rest]) => [[columns * size, ...rest], type, bytes / size] as const),
    ),
    { maxLength: 4 },
  ),
});

/** A file as a writer would make it. */
function sound({ metadata, shapes }: Plan): GgufSpec {
  let offset = 0;
  const tensors = shapes.map(([dims, type, bytesEach], i): GgufTensorSpec => {
    const tensor = { name: `t${i}`, dims: dims.map(BigInt), type, offset: BigInt(offset) };
    const bytes = dims.reduce((product, dim) => product * dim, 1) * bytesEach;
    offset += Math.ceil(bytes / 32) * 32;
    return tensor;
  });
  const keys = new Map(metadata.map(([key, value]) => [`${key}`, value]));
  return { metadata: [...keys], tensors, dataBytes: offset };
}

type Fault = (spec: GgufSpec) => GgufSpec;

const withEntry =
  (key: string, value: GgufField): Fault =>
  (spec) => ({ ...spec, metadata: [...(spec.metadata ?? []), [key, value]] });

const withTensor =
  (index: number, change: (tensor: GgufTensorSpec) => Partial<GgufTensorSpec>): Fault =>
  (spec) => {
    const tensors = [...(spec.tensors ?? [])];
    const at = index % Math.max(tensors.length, 1);
    const tensor = tensors[at];
    if (tensor) tensors[at] = { ...tensor, ...change(tensor) };
    return { ...spec, tensors };
  };

/** A list in a list in a list … */
function nested(depth: number, claim: bigint | undefined): GgufField {
  let field: GgufField = { type: 9, of: 0, items: [] };
  for (let i = 1; i < depth; i++) {
    field = { type: 9, of: 9, items: [field], ...(claim !== undefined && { claim }) };
  }
  return field;
}

const maybe64 = fc.option(edge64, { nil: undefined });
const index = fc.nat(3);

const fault: fc.Arbitrary<Fault> = fc.oneof(
  edge64.map(
    (claim): Fault =>
      (spec) => ({ ...spec, tensorClaim: claim }),
  ),
  edge64.map(
    (claim): Fault =>
      (spec) => ({ ...spec, entryClaim: claim }),
  ),
  fc.nat(400).chain((depth) => maybe64.map((claim) => withEntry("deep", nested(depth, claim)))),
  edge64.map((claim) => withEntry("text", { type: 8, text: "abc", claim })),
  fc
    .tuple(edge32, edge64)
    .map(([of, claim]) => withEntry("list", { type: 9, of, items: [], claim })),
  edge32.map((type) => withEntry("odd", { type, value: 1 })),
  fc.oneof(scalar, words, list).map((value) => withEntry("general.alignment", value)),
  edge32.map((value) => withEntry("general.alignment", { type: 4, value })),
  fc.constantFrom(1, 2, 4, 8, 64, 4096).map(
    (alignment): Fault =>
      (spec) =>
        withEntry("general.alignment", { type: 4, value: alignment })({ ...spec, alignment }),
  ),
  fc.tuple(edge32, edge32, edge32).map(
    ([no, count, tensors]): Fault =>
      (spec) =>
        [
          withEntry("split.no", { type: 4, value: no }),
          withEntry("split.count", { type: 4, value: count }),
          withEntry("split.tensors.count", { type: 4, value: tensors }),
        ].reduce((made, add) => add(made), spec),
  ),
  fc
    .tuple(index, index, edge64)
    .map(([at, dim, value]) =>
      withTensor(at, ({ dims }) => ({ dims: dims.map((old, i) => (i === dim ? value : old)) })),
    ),
  fc
    .tuple(index, fc.array(edge64, { maxLength: 6 }))
    .map(([at, dims]) => withTensor(at, () => ({ dims }))),
  fc.tuple(index, edge64).map(([at, offset]) => withTensor(at, () => ({ offset }))),
  fc
    .tuple(index, index)
    .map(([at, blocks]) => withTensor(at, () => ({ offset: BigInt(32 * blocks) }))),
  fc.tuple(index, edge32).map(([at, type]) => withTensor(at, () => ({ type }))),
  fc.tuple(index, edge32).map(([at, rank]) => withTensor(at, () => ({ rank }))),
  fc.tuple(index, edge64).map(([at, nameClaim]) => withTensor(at, () => ({ nameClaim }))),
  fc
    .tuple(index, fc.constantFrom("t0", "", "\0\n\u202e", "n".repeat(2000), "\ud800"))
    .map(([at, name]) => withTensor(at, () => ({ name }))),
  index.map(
    (at): Fault =>
      (spec) => ({
        ...spec,
        tensors: [...(spec.tensors ?? []), ...(spec.tensors ?? []).slice(at)],
      }),
  ),
  fc.nat(3).map(
    (): Fault => (spec) => ({
      ...spec,
      metadata: [...(spec.metadata ?? []), ...(spec.metadata ?? [])],
    }),
  ),
  edge32.map(
    (version): Fault =>
      (spec) => ({ ...spec, version }),
  ),
  edge32.map(
    (magic): Fault =>
      (spec) => ({ ...spec, magic }),
  ),
  fc.constant<Fault>((spec) => ({ ...spec, bigEndian: true })),
  fc.nat(100).map(
    (bytes): Fault =>
      (spec) => ({ ...spec, dataBytes: bytes }),
  ),
);

/** Sound files, one in about six, and files with up to three faults. */
export const hostileGguf: fc.Arbitrary<GgufSpec> = fc
  .tuple(plan, fc.array(fault, { maxLength: 3 }))
  .map(([made, faults]) => faults.reduce((spec, change) => change(spec), sound(made)));

export const soundGguf: fc.Arbitrary<GgufSpec> = plan.map(sound);

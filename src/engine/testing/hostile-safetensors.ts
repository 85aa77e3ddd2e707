/** For tests: safetensors headers that are almost right, and then wrong in places that matter. */
import fc from "fast-check";

/** What `safetensorsBytes` takes. */
export interface SafetensorsSpec {
  readonly header: string;
  readonly dataBytes: number;
  readonly claim?: bigint;
}

interface Entry {
  readonly key: string;
  /** JSON text. */
  readonly value: string;
}

interface Draft {
  readonly entries: readonly Entry[];
  readonly dataBytes: number;
}

const dtypes = fc.constantFrom(
  ["F32", 4],
  ["F16", 2],
  ["BF16", 2],
  ["I64", 8],
  ["U8", 1],
) as fc.Arbitrary<readonly [string, number]>;

const sound: fc.Arbitrary<Draft> = fc
  .tuple(
    fc.array(fc.tuple(dtypes, fc.array(fc.nat(4), { maxLength: 3 })), { maxLength: 4 }),
    fc.option(
      fc.dictionary(fc.string({ maxLength: 6 }), fc.string({ maxLength: 6 }), {
        noNullPrototype: true,
      }),
    ),
  )
  .map(([tensors, notes]) => {
    let offset = 0;
    const entries = tensors.map(([[dtype, width], shape], i) => {
      const begin = offset;
      offset += shape.reduce((product, dim) => product * dim, width);
      const value = JSON.stringify({ dtype, shape, data_offsets: [begin, offset] });
      return { key: `t${i}`, value };
    });
    if (notes) entries.unshift({ key: "__metadata__", value: JSON.stringify(notes) });
    return { entries, dataBytes: offset };
  });

/** Numbers as a header may spell them, sense or not. */
const number = fc.oneof(
  fc.constantFrom("0", "1", "2", "4", "8", "16", "-1", "-0", "0.5", "1e2", "1e300", "1e999"),
  fc.constantFrom("2147483647", "4294967296", "9007199254740991", "9007199254740993"),
  fc.constantFrom("9223372036854775807", "18446744073709551615", "1152921504606846976"),
  fc.constantFrom('"1"', "null", "true", "[]", "{}", "NaN", "01", "[1]"),
  fc.nat(40).map(String),
);
/** Sizes that make sense one by one. */
const large = fc
  .array(fc.constantFrom("2", "65536", "2147483648", "9007199254740991"), {
    minLength: 1,
    maxLength: 8,
  })
  .map((list) => `[${list.join(",")}]`);
const numbers = fc.array(number, { maxLength: 10 }).map((list) => `[${list.join(",")}]`);

/** Values of no use. */
const odd = fc.oneof(
  fc.constantFrom("null", "[]", "{}", "1", '"a"', "[[[[1]]]]", '{"a":{"b":{"c":1}}}', "", "}", '"'),
  fc.json({ maxDepth: 6 }),
  fc.nat(300).map((depth) => "[".repeat(depth) + "]".repeat(depth)),
  fc.nat(3000).map((length) => `[${"1,".repeat(length)}1]`),
  fc.nat(1500).map((length) => `[${"{},".repeat(length)}{}]`),
);

type Fault = (draft: Draft) => Draft;

const inEntry =
  (index: number, change: (entry: Entry) => Entry): Fault =>
  (draft) => {
    const at = index % Math.max(draft.entries.length, 1);
    return {
      ...draft,
      entries: draft.entries.map((entry, i) => (i === at ? change(entry) : entry)),
    };
  };
const part = (name: string, text: string) => (entry: Entry) => ({
  ...entry,
  value: entry.value.replace(new RegExp(`("${name}":)(\\[[^\\]]*\\]|"[^"]*")`), `$1${text}`),
});
/** A tensor some bytes further on or back. */
const shifted = (by: number) => (entry: Entry) => ({
  ...entry,
  value: entry.value.replace(
    /\[(\d+),(\d+)\]\}$/,
    (_, begin: string, end: string) => `[${Number(begin) + by},${Number(end) + by}]}`,
  ),
});
const index = fc.nat(4);
const keys = fc.oneof(
  fc.constantFrom("t0", "t1", "__metadata__", "__proto__", "toString", "", "\\u0074\\u0030", "\\x"),
  fc.constant("n".repeat(5000)),
  fc.string({ unit: "binary", maxLength: 8 }),
);

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.tuple(index, fc.integer({ min: -16, max: 16 })).map(([at, by]) => inEntry(at, shifted(by))),
  fc.tuple(index, numbers).map(([at, text]) => inEntry(at, part("shape", text))),
  fc.tuple(index, large).map(([at, text]) => inEntry(at, part("shape", text))),
  fc.tuple(index, numbers).map(([at, text]) => inEntry(at, part("data_offsets", text))),
  fc
    .tuple(index, number, number)
    .map(([at, a, b]) => inEntry(at, part("data_offsets", `[${a},${b}]`))),
  fc
    .tuple(index, fc.constantFrom("F8_E4M3", "F4", "f32", "", "hasOwnProperty", "Q4_K"))
    .map(([at, dtype]) => inEntry(at, part("dtype", `"${dtype}"`))),
  fc.tuple(index, odd).map(([at, value]) => inEntry(at, (entry) => ({ ...entry, value }))),
  fc.tuple(index, keys).map(([at, key]) => inEntry(at, (entry) => ({ ...entry, key }))),
  fc.tuple(keys, odd).map(
    ([key, value]): Fault =>
      (draft) => ({ ...draft, entries: [...draft.entries, { key, value }] }),
  ),
  index.map(
    (at): Fault =>
      (draft) => ({ ...draft, entries: [...draft.entries, ...draft.entries.slice(at)] }),
  ),
  fc.nat(100).map(
    (dataBytes): Fault =>
      (draft) => ({ ...draft, dataBytes }),
  ),
);

const spell = ({ entries }: Draft) =>
  `{${entries.map(({ key, value }) => `"${key}":${value}`).join(",")}}`;

const claims = fc.oneof(
  fc.constantFrom(
    0n,
    1n,
    8n,
    2n ** 24n,
    2n ** 31n,
    2n ** 53n,
    2n ** 60n,
    2n ** 63n,
    2n ** 64n - 1n,
  ),
  fc.bigInt({ min: 0n, max: 600n }),
);
const header: fc.Arbitrary<(draft: Draft) => string> = fc.oneof(
  { weight: 12, arbitrary: fc.constant(spell) },
  {
    weight: 1,
    arbitrary: fc.nat(40).map((spaces) => (draft: Draft) => spell(draft) + " ".repeat(spaces)),
  },
  { weight: 1, arbitrary: fc.nat().map((at) => (draft: Draft) => spell(draft).slice(0, at % 200)) },
  { weight: 1, arbitrary: odd.map((text) => () => text) },
);

export const hostileSafetensors: fc.Arbitrary<SafetensorsSpec> = fc
  .tuple(
    sound,
    fc.array(fault, { maxLength: 3 }),
    header,
    fc.option(claims, { nil: undefined, freq: 8 }),
  )
  .map(([draft, faults, write, claim]) => {
    const made = faults.reduce((changed, change) => change(changed), draft);
    return {
      header: write(made),
      dataBytes: made.dataBytes,
      ...(claim !== undefined && { claim }),
    };
  });

export const soundSafetensors: fc.Arbitrary<SafetensorsSpec> = sound.map((draft) => ({
  header: spell(draft),
  dataBytes: draft.dataBytes,
}));

/** Indexes of a model in two parts, right and wrong: JSON text. */
export const hostileIndex: fc.Arbitrary<string> = fc.oneof(
  fc
    .array(
      fc.tuple(keys, fc.constantFrom('"a.safetensors"', '"b.safetensors"', '"../a"', "1", "{}")),
    )
    .map(
      (entries) => `{"weight_map":{${entries.map(([key, file]) => `"${key}":${file}`).join(",")}}}`,
    ),
  odd.map((value) => `{"weight_map":${value}}`),
  odd,
);

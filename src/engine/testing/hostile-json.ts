/** Damage to JSON, drawn by fast-check: for tests of readers that must end in a result or a named error. */
import fc from "fast-check";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A walk from the root to some value, and what becomes of that value. */
interface Damage {
  readonly walk: readonly number[];
  readonly how: "replace" | "remove" | "repeat" | "rename";
  readonly value: Json;
}

/** Values that readers stumble over. */
const strange: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    ...[null, true, false, "", [], {}, 0, -1, 0.5, 2 ** 31, 2 ** 32 - 1, 2 ** 53, 1e308, -1e308],
    ...[
      "BPE",
      "Unigram",
      "Sequence",
      "Split",
      "ByteLevel",
      "NFC",
      "Replace",
      "Prepend",
      "Metaspace",
    ],
    ...["(a+)+$", "[", "(?<", "\\p{Nope}", "a{9999999}", "x".repeat(5000), "\ud800", "\u0000"],
    ...["__proto__", "constructor", "toString", "<0x0A>", "\u2581", " ", "a b c"],
  ),
  fc.string({ maxLength: 12 }),
  fc.jsonValue({ maxDepth: 3 }).map((value) => value as Json),
);

const damage: fc.Arbitrary<Damage> = fc.record({
  walk: fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 6 }),
  how: fc.constantFrom("replace", "replace", "remove", "repeat", "rename"),
  value: strange,
});

/** Copies of a JSON value with one to four places damaged. */
export function damagedJson(base: Json): fc.Arbitrary<Json> {
  return fc
    .array(damage, { minLength: 1, maxLength: 4 })
    .map((all) => all.reduce((json, each) => applied(json, each, 0), base));
}

function applied(json: Json, damage: Damage, depth: number): Json {
  const { walk, how, value } = damage;
  const step = walk[depth];
  if (step === undefined || json === null || typeof json !== "object") return value;
  const last = depth === walk.length - 1;
  if (Array.isArray(json)) {
    if (json.length === 0) return [value];
    const index = step % json.length;
    const item = json[index] as Json;
    const becomes = last ? withItem(item, how, value) : [applied(item, damage, depth + 1)];
    return [...json.slice(0, index), ...becomes, ...json.slice(index + 1)];
  }
  const entries = Object.entries(json);
  const entry = entries[step % Math.max(entries.length, 1)];
  if (!entry) return { [String(value)]: value };
  const [key, item] = entry;
  const others = entries.filter(([name]) => name !== key);
  if (!last) return Object.fromEntries([...others, [key, applied(item, damage, depth + 1)]]);
  if (how === "remove") return Object.fromEntries(others);
  if (how === "rename") return Object.fromEntries([...others, [String(value), item]]);
  return Object.fromEntries([...others, [key, how === "repeat" ? [item, item] : value]]);
}

function withItem(item: Json, how: Damage["how"], value: Json): Json[] {
  if (how === "remove") return [];
  return how === "repeat" ? [item, item, item] : [value];
}

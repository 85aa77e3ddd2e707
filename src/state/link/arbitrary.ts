/** Arbitrary settings for property tests. Test code only. */
import fc from "fast-check";
import { DEFAULT_MODEL } from "../../content/models.ts";
import { OWN_SITUATION, SITUATIONS } from "../../content/situations.ts";
import { DIRECTIONS, EMOTIONS } from "../../core/emotions.ts";
import { MAX_ALPHA, MAX_TERMS, STEER_WHERE } from "../../core/steering.ts";
import { VECTOR_SETS } from "../../core/vectors.ts";
import { BACKEND_CHOICES, PRECISION_CHOICES } from "../../worker/contract.ts";
import { CONTROLS, PAGES, type Settings } from "../settings.ts";

/** Any text that can be encoded: also emoji, right-to-left, signs that URLs use, and long runs. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc.stringMatching(/^[&=#+%~^,:;!'"()<>\\ \n|-]{0,30}$/),
  fc.string({ unit: "grapheme", minLength: 200, maxLength: 900 }),
);

const layer = fc.integer({ min: 0, max: 30 });
const emotions = fc.uniqueArray(fc.constantFrom(...EMOTIONS), { maxLength: 24 });
const alpha = fc
  .double({ min: -MAX_ALPHA, max: MAX_ALPHA, noNaN: true })
  .map((value) => Math.round(value * 1e4) / 1e4 + 0);
const ratio = (low: number, high: number) =>
  fc.integer({ min: low * 1000, max: high * 1000 }).map((value) => value / 1000);

/** Any settings at all. */
export const anySettings: fc.Arbitrary<Settings> = fc.record({
  page: fc.constantFrom(...PAGES),
  model: fc.constantFrom(
    DEFAULT_MODEL,
    "gemma-3-270m",
    "hf:some.one/a-model@v1/deep/er/file name.gguf",
    "https://example.org/m&n/q%20.gguf?a=b&c=d",
    `kept:${"0f".repeat(32)}`,
  ),
  hub: fc.constantFrom(null, "https://models.example.org/mirror", "http://localhost:8080"),
  device: fc.record({
    backend: fc.constantFrom(...BACKEND_CHOICES),
    precision: fc.constantFrom(...PRECISION_CHOICES),
    threads: fc.option(fc.integer({ min: 1, max: 64 })),
  }),
  read: fc.record({
    mode: fc.constantFrom("text", "chat"),
    text: anyText,
    messages: fc.array(
      fc.record({ role: fc.constantFrom("system", "user", "assistant"), content: anyText }),
      { maxLength: 8 },
    ),
    direction: fc.constantFrom(...DIRECTIONS),
    layer: fc.option(layer),
    set: fc.constantFrom(...VECTOR_SETS),
    smooth: fc.boolean(),
    emotions,
  }),
  steer: fc.record({
    prompt: anyText,
    system: anyText,
    terms: fc.uniqueArray(fc.record({ emotion: fc.constantFrom(...EMOTIONS), alpha }), {
      maxLength: MAX_TERMS,
      selector: ({ emotion }) => emotion,
    }),
    layer,
    where: fc.constantFrom(...STEER_WHERE),
    sampler: fc.record({
      seed: fc.integer({ min: 0, max: 0xffffffff }),
      temperature: ratio(0, 5),
      topK: fc.integer({ min: 0, max: 100_000 }),
      topP: ratio(0, 1),
      repetitionPenalty: ratio(1, 3),
    }),
    maxTokens: fc.integer({ min: 1, max: 1024 }),
    showRandom: fc.boolean(),
    insideView: fc.boolean(),
    direction: fc.constantFrom(...DIRECTIONS),
    expected: fc.option(fc.stringMatching(/^[0-9a-f]{8,64}$/)),
  }),
  dosage: fc.record({
    situation: fc.constantFrom(OWN_SITUATION, ...SITUATIONS.map(({ id }) => id)),
    template: anyText,
    control: anyText,
    doses: fc.uniqueArray(anyText, { maxLength: 12 }),
    emotions,
    at: fc.constantFrom("mean", "last"),
    set: fc.constantFrom(...VECTOR_SETS),
    layer: fc.option(layer),
  }),
  experiment: fc.record({
    name: fc.constantFrom("", "spiral", "severity"),
    given: fc.dictionary(fc.stringMatching(/^\w{1,12}$/), anyText, { maxKeys: 5 }),
  }),
  present: fc.boolean(),
  hide: fc.uniqueArray(fc.constantFrom(...CONTROLS)),
  start: fc.boolean(),
});

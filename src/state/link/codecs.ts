/** Codecs of the values that links carry. */
import * as v from "valibot";
import { MAX_DOSES } from "../../content/template.ts";
import type { Message, Role } from "../../core/chat.ts";
import { DIRECTIONS, EMOTIONS } from "../../core/emotions.ts";
import { parseModelRef, parseServer } from "../../core/model-ref.ts";
import { wellFormed } from "../../core/pieces.ts";
import { MAX_ALPHA, MAX_TERMS, type SteerTerm } from "../../core/steering.ts";
import { CONTROLS, type Control, MAX_MESSAGES, MAX_THREADS } from "../settings.ts";
import { type Codec, codec, listCodec } from "./fields.ts";
import { joinList, splitList } from "./text.ts";

const DECIMAL = v.pipe(
  v.string(),
  v.regex(/^-?\d{1,12}(\.\d{1,20})?(e-\d{1,2})?$/),
  v.transform((text) => Number(text) + 0),
);

/** A number within bounds, written in full precision. */
export function numberCodec(low: number, high: number): Codec<number> {
  const schema = v.pipe(DECIMAL, v.minValue(low), v.maxValue(high));
  return codec(schema, (value) => String(value + 0));
}

/** A whole number within bounds. */
export function integerCodec(low: number, high: number): Codec<number> {
  const schema = v.pipe(DECIMAL, v.integer(), v.minValue(low), v.maxValue(high));
  return codec(schema, (value) => String(value + 0));
}

/** A layer, or "best" for the model's own choice. */
export function layerCodec(layers: number): Codec<number | null> {
  const best = v.pipe(
    v.literal("best"),
    v.transform(() => null),
  );
  const layer = v.pipe(DECIMAL, v.integer(), v.minValue(0), v.maxValue(layers));
  return codec<number | null>(v.union([best, layer]), (value) =>
    value === null ? "best" : String(value),
  );
}

/** Threads, or "auto" for as many as serve. */
export const threadsCodec: Codec<number | null> = codec<number | null>(
  v.union([
    v.pipe(
      v.literal("auto"),
      v.transform(() => null),
    ),
    v.pipe(DECIMAL, v.integer(), v.minValue(1), v.maxValue(MAX_THREADS)),
  ]),
  (value) => (value === null ? "auto" : String(value)),
);

/** One of a few names. */
export function nameCodec<const T extends string>(names: readonly T[]): Codec<T> {
  return codec<T>(v.picklist(names) as v.GenericSchema<string, T>, (value) => value);
}

/** On or off. */
export const flagCodec: Codec<boolean> = codec(
  v.pipe(
    v.picklist(["0", "1"]),
    v.transform((text) => text === "1"),
  ) as v.GenericSchema<string, boolean>,
  (value) => (value ? "1" : "0"),
);

/** A model, wherever it lies. */
export const modelCodec: Codec<string> = codec(
  v.pipe(
    v.string(),
    v.check((text) => parseModelRef(text) !== null),
  ),
  (value) => value,
);

/** A server, or nothing. */
export const serverCodec: Codec<string | null> = codec<string | null>(
  v.pipe(
    v.string(),
    v.check((text) => text === "" || parseServer(text) !== null),
    v.transform((text) => parseServer(text)),
  ),
  (value) => value ?? "",
);

/** Any text. Half surrogates become U+FFFD on the way out. */
export const textCodec: Codec<string> = codec(v.string(), wellFormed);

/** A digest in hex, or nothing. */
export const digestCodec: Codec<string | null> = codec<string | null>(
  v.pipe(
    v.string(),
    v.regex(/^[0-9a-f]{8,64}$/),
    v.transform((text): string | null => text),
  ),
  (value) => value ?? "",
);

/** A control that can be hidden. */
export const controlSchema: v.GenericSchema<string, Control> = v.picklist(
  CONTROLS,
) as v.GenericSchema<string, Control>;

const byComma = {
  split: (text: string) => splitList(text, ","),
  join: (entries: readonly string[]) => joinList(entries, ","),
};

const emotion = v.picklist(EMOTIONS);
const emotionProblem = (name: string) => ({ kind: "unknown-emotion", name }) as const;

/** Names of emotions, each once. */
export const emotionsCodec = listCodec({
  ...byComma,
  schema: emotion as v.GenericSchema<string, (typeof EMOTIONS)[number]>,
  write: (name) => name,
  max: EMOTIONS.length,
  problem: emotionProblem,
  key: (name) => name,
});

/** One emotion or an axis. */
export const directionCodec = {
  ...nameCodec(DIRECTIONS),
  parse: (text: string, setting: string) => {
    const parsed = nameCodec(DIRECTIONS).parse(text, setting);
    return parsed.value === undefined ? { ...parsed, problems: [emotionProblem(text)] } : parsed;
  },
};

/** `afraid:0.35,calm:-0.1`, each emotion once. */
export const termsCodec: Codec<readonly SteerTerm[]> = listCodec<SteerTerm>({
  ...byComma,
  schema: v.pipe(
    v.string(),
    v.transform((text) => text.split(":")),
    v.strictTuple([emotion, v.pipe(DECIMAL, v.minValue(-MAX_ALPHA), v.maxValue(MAX_ALPHA))]),
    v.transform(([name, alpha]): SteerTerm => ({ emotion: name, alpha })),
  ),
  write: ({ emotion: name, alpha }) => `${name}:${String(alpha + 0)}`,
  max: MAX_TERMS,
  problem: (entry, setting) => {
    const name = entry.split(":")[0] ?? "";
    return v.is(emotion, name)
      ? { kind: "bad-value", setting, value: entry }
      : emotionProblem(name);
  },
  key: ({ emotion: name }) => name,
});

/** Doses in their order, each once. */
export const dosesCodec: Codec<readonly string[]> = listCodec<string>({
  ...byComma,
  schema: v.pipe(v.string(), v.maxLength(4_000)),
  write: wellFormed,
  max: MAX_DOSES,
  key: (dose) => dose,
});

const ROLES: ReadonlyMap<string, Role> = new Map([
  ["s", "system"],
  ["u", "user"],
  ["a", "assistant"],
]);

/** `u:Hello~a:Hi`: a letter for the role, then the words. */
export const messagesCodec: Codec<readonly Message[]> = listCodec<Message>({
  split: (text) => splitList(text, "~"),
  join: (entries) => joinList(entries, "~"),
  schema: v.pipe(
    v.string(),
    v.regex(/^[sua]:/),
    v.transform(
      (text): Message => ({ role: ROLES.get(text[0] ?? "") ?? "user", content: text.slice(2) }),
    ),
  ),
  write: ({ role, content }) => `${role[0]}:${wellFormed(content)}`,
  max: MAX_MESSAGES,
});

/** The name of an experiment's folder, or nothing. */
export const experimentCodec: Codec<string> = codec(
  v.pipe(v.string(), v.regex(/^([a-z][a-z0-9-]{0,40})?$/)),
  (value) => value,
);

/** Settings of an experiment as `key=value&…`; they are checked by the experiment itself. */
export const givenCodec: Codec<Readonly<Record<string, string>>> = codec(
  v.pipe(
    v.string(),
    v.transform((text) => new Map(new URLSearchParams(text))),
    v.check(
      (given) => given.size <= 40 && [...given.keys()].every((key) => /^\w{1,40}$/.test(key)),
    ),
    v.transform((given): Readonly<Record<string, string>> => Object.fromEntries(given)),
  ),
  (given) =>
    new URLSearchParams(
      Object.entries(given).map(([key, value]): [string, string] => [key, wellFormed(value)]),
    ).toString(),
);

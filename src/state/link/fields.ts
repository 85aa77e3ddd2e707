/**
 * The one table of what a link can carry: key, where it lives, how it is read and written. Reading
 * goes through valibot; what fails is named and left at its default.
 */
import * as v from "valibot";
import type { LinkProblem } from "../../content/problems.ts";
import { DEFAULT_SETTINGS, type Page, type Settings } from "../settings.ts";

export interface Parsed<T> {
  /** Undefined where nothing could be kept. */
  readonly value: T | undefined;
  readonly problems: readonly LinkProblem[];
}

/** How one kind of value is read from and written to plain text. */
export interface Codec<T> {
  parse(text: string, setting: string): Parsed<T>;
  write(value: T): string;
}

/** A field with its type hidden, so that all fit one table. */
export interface Field {
  readonly key: string;
  /** The page whose links carry it; null: every page's. */
  readonly page: Page | null;
  /** Longest text in UTF-16 units that it reads. */
  readonly limit: number;
  /** Deflated where that is shorter. */
  readonly long: boolean;
  /** Its text, or null at the default. */
  write(settings: Settings): string | null;
  read(
    settings: Settings,
    text: string,
  ): { readonly settings: Settings; readonly problems: readonly LinkProblem[] };
}

interface FieldSpec<T> {
  readonly key: string;
  /** The setting's name in messages. */
  readonly name: string;
  readonly page: Page | null;
  readonly codec: Codec<T>;
  readonly limit?: number;
  readonly long?: boolean;
  readonly get: (settings: Settings) => T;
  readonly set: (settings: Settings, value: T) => Settings;
}

/** Default limit of a short field. */
const SHORT = 4_000;

/** Makes a field from its spec. */
export function field<T>(spec: FieldSpec<T>): Field {
  const { key, name, page, codec, limit = SHORT, long = false, get, set } = spec;
  const usual = codec.write(get(DEFAULT_SETTINGS));
  return {
    key,
    page,
    limit,
    long,
    write(settings) {
      const text = codec.write(get(settings));
      return text === usual ? null : text;
    },
    read(settings, text) {
      if (text.length > limit) {
        return { settings, problems: [{ kind: "value-too-long", setting: name, limit }] };
      }
      const { value, problems } = codec.parse(text, name);
      return { settings: value === undefined ? settings : set(settings, value), problems };
    },
  };
}

/** A codec from a valibot schema of one string. */
export function codec<T>(
  schema: v.GenericSchema<string, T>,
  write: (value: T) => string,
): Codec<T> {
  return {
    write,
    parse(text, setting) {
      const result = v.safeParse(schema, text);
      return result.success
        ? { value: result.output, problems: [] }
        : { value: undefined, problems: [{ kind: "bad-value", setting, value: text }] };
    },
  };
}

/** A list codec: each entry on its own, bad entries named and dropped, at most `max` kept. */
export function listCodec<T>(options: {
  readonly split: (text: string) => readonly string[];
  readonly join: (entries: readonly string[]) => string;
  readonly schema: v.GenericSchema<string, T>;
  readonly write: (value: T) => string;
  readonly max: number;
  readonly problem?: (entry: string, setting: string) => LinkProblem;
  /** Entries with the same key are doubles: the first stays. */
  readonly key?: (value: T) => string;
}): Codec<readonly T[]> {
  return {
    write: (values) => options.join(values.map(options.write)),
    parse(text, setting) {
      const problems: LinkProblem[] = [];
      const values: T[] = [];
      const seen = new Set<string>();
      const entries = options.split(text);
      for (const entry of entries.slice(0, options.max)) {
        const result = v.safeParse(options.schema, entry);
        const key = result.success ? options.key?.(result.output) : undefined;
        if (!result.success) {
          problems.push(
            options.problem?.(entry, setting) ?? { kind: "bad-value", setting, value: entry },
          );
        } else if (key === undefined || !seen.has(key)) {
          values.push(result.output);
          if (key !== undefined) seen.add(key);
        }
      }
      if (entries.length > options.max) {
        problems.push({ kind: "value-too-long", setting, limit: options.max });
      }
      return { value: entries.length > 0 && values.length === 0 ? undefined : values, problems };
    },
  };
}

/** URL fragment → settings and what was wrong with it. Never throws. */
import type { LinkProblem } from "../../content/problems.ts";
import { DEFAULT_SETTINGS, type Settings } from "../settings.ts";
import { checkPairs } from "./checksum.ts";
import { unpackText } from "./deflate.ts";
import { LINK_VERSION } from "./encode.ts";
import { FIELDS, PAGE_FIELD } from "./table.ts";
import { unescapeValue } from "./text.ts";

export interface DecodedLink {
  readonly settings: Settings;
  readonly problems: readonly LinkProblem[];
}

const MAX_FRAGMENT = 1_000_000;
const MAX_PAIRS = 100;
const MAX_PROBLEMS = 6;

interface RawPair {
  readonly key: string;
  /** Null where the percent-encoding is broken. */
  readonly value: string | null;
}

const startPage = (problem: LinkProblem): DecodedLink => ({
  settings: DEFAULT_SETTINGS,
  problems: [problem],
});

function splitPairs(fragment: string): readonly RawPair[] {
  return fragment
    .split("&", MAX_PAIRS)
    .filter((part) => part !== "")
    .map((part) => {
      const at = part.indexOf("=");
      const key = unescapeValue(at < 0 ? part : part.slice(0, at)) ?? part;
      return { key, value: at < 0 ? null : unescapeValue(part.slice(at + 1)) };
    });
}

/**
 * Whether a link arrived whole. One that Moodring made starts with `v=` and has a check value; what
 * a teacher adds behind that is welcome. One written by hand has neither.
 */
function isWhole(pairs: readonly RawPair[]): boolean {
  if (pairs.some(({ value }) => value === null)) return false;
  const end = pairs.findIndex(({ key }) => key === "end");
  if (end < 0) return pairs[0]?.key !== "v";
  const before = pairs.slice(0, end).map(({ key, value }) => [key, value ?? ""] as const);
  // Messengers glue a full stop or a bracket to the end.
  return (pairs[end]?.value ?? "").replace(/[^0-9a-z]+$/, "") === checkPairs(before);
}

/** Inflates `key~` pairs. A later pair of the same key wins. */
async function plainPairs(
  pairs: readonly RawPair[],
  problems: LinkProblem[],
): Promise<ReadonlyMap<string, string>> {
  const plain = new Map<string, string>();
  for (const { key, value } of pairs) {
    if (value === null) continue;
    if (!key.endsWith("~")) {
      plain.set(key, value);
      continue;
    }
    const name = key.slice(0, -1);
    const limit = FIELDS.find((entry) => entry.key === name && entry.long)?.limit;
    if (limit === undefined) {
      problems.push({ kind: "unknown-setting", key });
      continue;
    }
    const unpacked = await unpackText(value, limit);
    if (unpacked.ok) plain.set(name, unpacked.text);
    else if (unpacked.why === "too-long") {
      problems.push({ kind: "value-too-long", setting: name, limit });
    } else problems.push({ kind: "bad-value", setting: name, value });
  }
  return plain;
}

/** Plain pairs over the defaults (or over `base`). Unknown keys and bad values are named and left out. */
export function readPairs(
  pairs: ReadonlyMap<string, string>,
  base: Settings = DEFAULT_SETTINGS,
): DecodedLink {
  const problems: LinkProblem[] = [];
  let settings = base;
  const page = pairs.get("page");
  if (page !== undefined) {
    const result = PAGE_FIELD.read(settings, page);
    settings = result.settings;
    problems.push(...result.problems);
  }
  for (const [key, value] of pairs) {
    if (key === "v" || key === "end" || key === "page") continue;
    const entry = FIELDS.find(
      (one) => one.key === key && (one.page === null || one.page === settings.page),
    );
    if (entry === undefined) {
      // A key of another page does no harm and says nothing to the reader.
      if (!FIELDS.some((one) => one.key === key)) problems.push({ kind: "unknown-setting", key });
      continue;
    }
    const result = entry.read(settings, value);
    settings = result.settings;
    problems.push(...result.problems);
  }
  return { settings, problems };
}

function few(problems: readonly LinkProblem[]): readonly LinkProblem[] {
  if (problems.length <= MAX_PROBLEMS) return problems;
  const shown = problems.slice(0, MAX_PROBLEMS - 1);
  return [...shown, { kind: "more", count: problems.length - shown.length }];
}

/**
 * Reads a fragment, with or without its "#". What can be kept is kept; the rest is at its default
 * and named in `problems`. A damaged link never starts loading the model by itself.
 */
export async function decodeLink(fragment: string): Promise<DecodedLink> {
  const body = fragment.startsWith("#") ? fragment.slice(1) : fragment;
  if (body.length > MAX_FRAGMENT) return startPage({ kind: "too-long" });
  const pairs = splitPairs(body);
  if (pairs.length === 0) return { settings: DEFAULT_SETTINGS, problems: [] };

  const problems: LinkProblem[] = isWhole(pairs) ? [] : [{ kind: "cut-off" }];
  const version = pairs.find(({ key }) => key === "v")?.value;
  if (typeof version === "string" && version !== String(LINK_VERSION)) {
    if (/^\d{1,9}$/.test(version) && Number(version) > LINK_VERSION) {
      return startPage({ kind: "future-version", version });
    }
    problems.push({ kind: "bad-value", setting: "version", value: version });
    return { settings: DEFAULT_SETTINGS, problems };
  }
  const plain = await plainPairs(pairs, problems);
  const result = readPairs(plain);
  const all = [...problems, ...result.problems];
  const settings = all.length > 0 ? { ...result.settings, start: false } : result.settings;
  return { settings, problems: few(all) };
}

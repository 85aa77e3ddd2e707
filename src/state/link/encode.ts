/** Settings → URL fragment (without "#"). */
import { linkedPart, type Settings } from "../settings.ts";
import { checkPairs } from "./checksum.ts";
import { packText } from "./deflate.ts";
import { FIELDS, PAGE_FIELD } from "./table.ts";
import { escapeValue } from "./text.ts";

export const LINK_VERSION = 1;

/** Escaped characters from which on a long text is deflated, where that is shorter. */
const DEFLATE_FROM = 400;

type Pair = readonly [key: string, value: string];

/** What differs from the defaults, as plain key–value pairs: those of the settings' page. */
export function settingPairs(settings: Settings): readonly Pair[] {
  return [PAGE_FIELD, ...FIELDS].flatMap((entry): Pair[] => {
    if (entry.page !== null && entry.page !== settings.page) return [];
    const text = entry.write(settings);
    return text === null ? [] : [[entry.key, text]];
  });
}

const LONG_KEYS = new Set(FIELDS.filter(({ long }) => long).map(({ key }) => key));

async function shorten([key, value]: Pair): Promise<Pair> {
  const plain = escapeValue(value);
  if (!LONG_KEYS.has(key) || plain.length < DEFLATE_FROM) return [key, value];
  const packed = await packText(value);
  return packed.length < plain.length ? [`${key}~`, packed] : [key, value];
}

/** The fragment of settings: "" for the start page as it is, else `v=1&page=…&…&end=…`. */
export async function encodeSettings(settings: Settings): Promise<string> {
  const pairs = settingPairs(linkedPart(settings));
  if (pairs.length === 0) return "";
  const all: Pair[] = [["v", String(LINK_VERSION)], ...(await Promise.all(pairs.map(shorten)))];
  const body = all.map(([key, value]) => `${key}=${escapeValue(value)}`).join("&");
  return `${body}&end=${checkPairs(all)}`;
}

/** How a value is written into a URL fragment: percent-encoding kept readable, and escaped lists. */
import { wellFormed } from "../../core/pieces.ts";

/** Characters that messengers cut a link at, although a fragment may hold them. */
const RISKY = /['()!*]/g;
/** Characters that a fragment may hold as they are. */
const READABLE = /%(3A|2C|2F|40|3B|24)/g;

/** Text → fragment value: spaces become `+`, plain letters stay, the rest is percent-encoded UTF-8. */
export function escapeValue(text: string): string {
  return encodeURIComponent(wellFormed(text))
    .replace(RISKY, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(READABLE, (code) => decodeURIComponent(code))
    .replace(/%20/g, "+");
}

/** Fragment value → text, or null where its percent-encoding is broken (usually: cut). */
export function unescapeValue(value: string): string | null {
  try {
    return decodeURIComponent(value.replace(/\+/g, " "));
  } catch {
    return null;
  }
}

/**
 * Entries → one string. `separator` parts entries; `^` escapes: `^^` is `^`, `^.` the separator.
 * An empty list is "", a list of one empty entry is "^-".
 */
export function joinList(entries: readonly string[], separator: string): string {
  if (entries.length === 1 && entries[0] === "") return "^-";
  return entries
    .map((entry) => entry.replaceAll("^", "^^").replaceAll(separator, "^."))
    .join(separator);
}

/** The inverse of joinList. Reads any string: an escape that is not one stands for itself. */
export function splitList(joined: string, separator: string): string[] {
  if (joined === "") return [];
  if (joined === "^-") return [""];
  return joined
    .split(separator)
    .map((part) =>
      part.replace(/\^([\^.])/g, (_, escaped: string) => (escaped === "." ? separator : "^")),
    );
}

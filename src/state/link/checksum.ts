/** The check value at a link's end, so that a link that was cut on its way is noticed. */

/**
 * FNV-1a (32 bit) over UTF-16 units, written as seven base-36 digits.
 * Source of the constants: RFC draft-eastlake-fnv.
 */
export function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0).toString(36).padStart(7, "0");
}

/** Check value over decoded pairs: a messenger may re-encode a link without breaking it. */
export function checkPairs(pairs: readonly (readonly [string, string])[]): string {
  return fnv1a(pairs.map(([key, value]) => `${key}=${value}`).join("\n"));
}

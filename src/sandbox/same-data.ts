import type { Data } from "./contract.ts";

/** True where two pieces of data hold the same: numbers exactly, objects in any order of their keys. */
export function sameData(a: Data, b: Data): boolean {
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return a === b;
  if (isList(a) || isList(b)) {
    if (!isList(a) || !isList(b) || a.length !== b.length) return false;
    return a.every((one, place) => sameData(one, b[place] as Data));
  }
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && sameData(a[key] as Data, b[key] as Data));
}

function isList(data: Data): data is readonly Data[] {
  return Array.isArray(data);
}

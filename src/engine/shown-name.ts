const LONGEST = 80;

/** A name out of a file, fit for a message: one line, not long, nothing invisible. */
export function shownName(name: string): string {
  const plain = name.slice(0, LONGEST + 1).replace(/[\p{C}\p{Z}]/gu, " ");
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain;
}

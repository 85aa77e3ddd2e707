/** What the user can put right: one sentence on standard error, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** A foreign string in quotes, on one line and short enough for a message. */
export function quote(value: string): string {
  const flat = [...value.replace(/\s+/g, " ").trim()];
  return `"${flat.slice(0, 60).join("")}${flat.length > 60 ? "…" : ""}"`;
}

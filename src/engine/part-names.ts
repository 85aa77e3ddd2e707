/** File names of models in several parts: `model-00002-of-00005.gguf`, `….safetensors`. */

export interface PartName {
  /** What all parts' names begin with, and end with. */
  readonly stem: string;
  readonly extension: string;
  /** From 1. */
  readonly part: number;
  readonly parts: number;
}

/** Null for the name of a whole file. */
export function parsePartName(name: string): PartName | null {
  const [, stem, no, count, extension] = /^(.*)-(\d{5})-of-(\d{5})(\.\w+)$/su.exec(name) ?? [];
  const [part, parts] = [Number(no), Number(count)];
  if (stem === undefined || extension === undefined || part < 1 || part > parts) return null;
  return { stem, extension, part, parts };
}

/** The name of another part. */
export function siblingName({ stem, extension, parts }: PartName, part: number): string {
  const digits = (value: number) => String(value).padStart(5, "0");
  return `${stem}-${digits(part)}-of-${digits(parts)}${extension}`;
}

/** “a, b, c and 5 more”. */
export function listed(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(", ")} and ${more} more`;
  return shown.length < 2 ? shown.join() : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

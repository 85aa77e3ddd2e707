import type { Contestant } from "./contract.ts";

export function openTransformers(
  folder: string,
  form: string,
  threads: number,
): Promise<Contestant>;

import type { Contestant } from "./contract.ts";
import type { Setting } from "./settings.ts";

export function openTransformers(
  folder: string,
  form: string,
  threads: number,
  setting: Setting,
): Promise<Contestant>;

import type { Contestant } from "./contract.ts";
import type { Setting } from "./settings.ts";

export function openWllama(url: string, threads: number, setting: Setting): Promise<Contestant>;

import type { Contestant } from "./contract.ts";

export function openWllama(url: string, threads: number): Promise<Contestant>;

/** Everything that one run of the benchmark measured, in numbers. */
import type { EngineRound } from "./engine-timings.ts";
import type { Machine } from "./machine.ts";
import type { RendererMemory } from "./memory.ts";
import type { PeerResults } from "./peers/run.ts";

/** The page's process at one moment. */
export interface MemoryMoment {
  readonly when: string;
  readonly memory: RendererMemory | null;
}

export interface Results {
  /** ISO date. */
  readonly date: string;
  readonly commit: string;
  readonly machine: Machine;
  /** Load average of the last minute at the start and at the end. */
  readonly load: readonly [number, number];
  readonly threads: number;
  readonly engineLoadMs: number;
  readonly rounds: readonly EngineRound[];
  /** Milliseconds from click to first colour. */
  readonly firstVisit: readonly number[];
  readonly secondVisit: readonly number[];
  /** Milliseconds from input to new colour. */
  readonly typing: readonly number[];
  readonly memory: readonly MemoryMoment[];
  /** Null where they were left out. */
  readonly peers: PeerResults | null;
}

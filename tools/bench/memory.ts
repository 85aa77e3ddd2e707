/** Memory of the page's process, as the kernel counts it. */
import { readFile } from "node:fs/promises";
import { rendererIds } from "./processes.ts";

/** Megabytes (10⁶ bytes). */
export interface RendererMemory {
  /** Most that was ever resident, the browser's own code included (VmHWM). */
  readonly peak: number;
  /** Resident now (VmRSS). */
  readonly resident: number;
  /** Of that, memory of the page's own (RssAnon). */
  readonly own: number;
}

const SAMPLE_MS = 200;

export interface MemoryWatch {
  /** The process now, and the most it held since the watch began. Null on systems without /proc. */
  now(): Promise<RendererMemory | null>;
  end(): void;
}

/**
 * Watches the largest renderer process of the browser whose own process is `root`. The kernel brings
 * VmHWM up to date late, so that memory which is given back may be missed in it: the process is
 * looked at all the time.
 */
export function watchMemory(root: number): MemoryWatch {
  let peak = 0;
  const look = async () => {
    const memory = await largestRenderer(root);
    peak = Math.max(peak, memory?.peak ?? 0);
    return memory && { ...memory, peak };
  };
  const timer = setInterval(() => void look(), SAMPLE_MS);
  return { now: look, end: () => clearInterval(timer) };
}

async function largestRenderer(root: number): Promise<RendererMemory | null> {
  const found = await Promise.all((await rendererIds(root)).map(processMemory));
  return found
    .filter((memory) => memory !== null)
    .reduce<RendererMemory | null>(
      (most, memory) => (most === null || memory.peak > most.peak ? memory : most),
      null,
    );
}

async function processMemory(id: number): Promise<RendererMemory | null> {
  try {
    return parseStatus(await readFile(`/proc/${id}/status`, "utf8"));
  } catch {
    // The process has ended.
    return null;
  }
}

/** Reads /proc/<id>/status, which counts in KiB. */
export function parseStatus(status: string): RendererMemory | null {
  const field = (name: string): number | null => {
    const kibibytes = new RegExp(`^${name}:\\s*(\\d+) kB$`, "m").exec(status)?.[1];
    return kibibytes === undefined ? null : (Number(kibibytes) * 1024) / 1e6;
  };
  const [peak, resident, own] = [field("VmHWM"), field("VmRSS"), field("RssAnon")];
  return peak === null || resident === null || own === null ? null : { peak, resident, own };
}

/** What memory a model takes in a page, said before anything is fetched. */

/** The sizes that say so. */
export interface ModelShape {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headWidth: number;
  readonly feedForward: number;
  readonly vocabulary: number;
  readonly contextLength: number;
  readonly tiedOutput: boolean;
}

/** `tight` may work; `too-large` can't. */
export type MemoryVerdict = "fits" | "tight" | "too-large";

export interface MemoryPlan {
  /** Peak in bytes. */
  readonly bytes: number;
  /** The runtime lays the matrices out anew for its kernels: faster, and a second copy of them. */
  readonly prepack: boolean;
}

const FLOAT = Float32Array.BYTES_PER_ELEMENT;
/** Browser, runtime, tokenizer, activations, keys and values: from peaks measured in Chromium (docs/benchmark.md). */
const BESIDE = 200_000_000;
const BESIDE_UNPACKED = 450_000_000;
/** Above this the second copy is done without. */
const PREPACK_UP_TO = 2_200_000_000;
/** What WebAssembly can address. */
export const ADDRESS_SPACE = 4 * 2 ** 30;
/** A browser gives one page about half of a device's memory. */
const SHARE_FOR_A_PAGE = 0.5;

/** @param a the model: every weight is held as float32, its output matrix in parts that are not repacked */
export function planMemory(a: ModelShape): MemoryPlan {
  const attention = a.width * a.headWidth * (2 * a.heads + 2 * a.kvHeads);
  const layers = FLOAT * a.layers * (attention + 3 * a.width * a.feedForward);
  const matrix = a.vocabulary * a.width;
  // An embedding matrix that is not the output matrix stays as it was stored, a byte a weight or less.
  const vocabulary = FLOAT * matrix + (a.tiedOutput ? 0 : matrix);
  const packed = 2 * layers + vocabulary + BESIDE;
  if (packed <= PREPACK_UP_TO) return { bytes: packed, prepack: true };
  return { bytes: layers + vocabulary + BESIDE_UNPACKED, prepack: false };
}

export interface Verdict {
  readonly memoryBytes: number;
  readonly verdict: MemoryVerdict;
  /** A sentence that says what to do, where it is not `fits`. */
  readonly verdictReason?: string;
}

/** @param deviceGigabytes of the device, where the browser tells it (see knownMemory) */
export function memoryVerdict(shape: ModelShape, deviceGigabytes?: number): Verdict {
  const memoryBytes = planMemory(shape).bytes;
  const takes = `This model takes about ${(memoryBytes / 1e9).toFixed(1)} GB of memory`;
  if (memoryBytes > ADDRESS_SPACE) {
    return {
      memoryBytes,
      verdict: "too-large",
      verdictReason: `${takes}, and a web page gets 4 GB at most. Choose a smaller model.`,
    };
  }
  if (deviceGigabytes !== undefined && memoryBytes > deviceGigabytes * 2 ** 30 * SHARE_FOR_A_PAGE) {
    return {
      memoryBytes,
      verdict: "tight",
      verdictReason: `${takes}, and this device has about ${deviceGigabytes} GB. The browser may end it in mid-run: close other tabs, or choose a smaller model.`,
    };
  }
  return { memoryBytes, verdict: "fits" };
}

/**
 * What navigator.deviceMemory (0.25 … 8, not in every browser) says for sure: where it says 8, there
 * may be any amount more.
 */
export function knownMemory(deviceMemory: unknown): number | undefined {
  return typeof deviceMemory === "number" && deviceMemory < 8 ? deviceMemory : undefined;
}

/** Whether this device has room for the model. */

/** A browser gives one page about half of a device's memory at most. */
const SHARE_FOR_A_PAGE = 0.5;

export interface MemoryShortage {
  /** Bytes that the model takes at its peak. */
  readonly needed: number;
  /** Bytes of the device, as coarse as the browser tells it. */
  readonly device: number;
}

/**
 * The shortage, or null where there is enough or nobody can tell.
 * @param deviceGigabytes navigator.deviceMemory: 0.25 … 8; not every browser has it
 */
export function memoryShortage(
  neededBytes: number | undefined,
  deviceGigabytes: number | undefined,
): MemoryShortage | null {
  if (neededBytes === undefined || deviceGigabytes === undefined) return null;
  const device = deviceGigabytes * 2 ** 30;
  return neededBytes > device * SHARE_FOR_A_PAGE ? { needed: neededBytes, device } : null;
}

/** What the browser says of the device's memory, in gigabytes. */
export function deviceMemory(): number | undefined {
  const { deviceMemory: gigabytes } = navigator as { readonly deviceMemory?: unknown };
  return typeof gigabytes === "number" ? gigabytes : undefined;
}

/** "The model takes about 1.2 GB …". */
export function shortageMessage({ needed, device }: MemoryShortage): string {
  const gigabytes = (bytes: number) => `${Math.round(bytes / 1e8) / 10} GB`;
  return `The model takes about ${gigabytes(needed)} of memory, and this device has about ${gigabytes(device)}. The browser may end it in mid-run. Recorded runs work here without it.`;
}

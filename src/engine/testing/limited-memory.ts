/**
 * A machine with little memory: WebAssembly's own memory really ends at a number of bytes, and what
 * asks for more is refused as by a device that has no more.
 */

const PAGE = 2 ** 16;

/** From now on in this thread. @returns what takes the limit away again, for memories to come */
export function limitMemory(bytes: number): () => void {
  const Whole = WebAssembly.Memory;
  WebAssembly.Memory = class extends Whole {
    constructor({ maximum = PAGE, ...rest }: WebAssembly.MemoryDescriptor) {
      super({ ...rest, maximum: Math.min(maximum, Math.floor(bytes / PAGE)) });
    }
  };
  return () => {
    WebAssembly.Memory = Whole;
  };
}

/** Finished parts of a build, kept so that one that was stopped goes on where it was. */

export type Bytes = Uint8Array<ArrayBuffer>;

/** Keeps blocks by name. What it has lost is computed anew. */
export interface BlockStore {
  get(name: string): Promise<Bytes | undefined>;
  put(name: string, block: Bytes): Promise<void>;
}

/** A hash in hex. */
export type Hash = (bytes: Bytes) => Promise<string>;

const DIGEST_LENGTH = 64;

/** Changes whenever the same texts and model would leave other blocks. */
const RECIPE = 1;

/**
 * What tells one build's blocks from those of any other.
 * @param corpus every byte of the stories
 * @param machine backend and precision: their last bits differ
 */
export async function buildKey(
  weightsSha256: string,
  corpus: Bytes,
  machine: string,
  hash: Hash,
): Promise<string> {
  const parts = [RECIPE, weightsSha256, await hash(corpus), machine];
  return (await hash(new TextEncoder().encode(parts.join(" ")))).slice(0, 16);
}

/** A store that notices damage: each block begins with the hash of the rest. */
export function checkedBlocks(store: BlockStore, hash: Hash): BlockStore {
  return {
    async get(name) {
      const kept = await store.get(name);
      if (kept === undefined || kept.length < DIGEST_LENGTH) return undefined;
      const rest = kept.slice(DIGEST_LENGTH);
      const digest = new TextDecoder().decode(kept.subarray(0, DIGEST_LENGTH));
      return (await hash(rest)) === digest ? rest : undefined;
    },
    async put(name, block) {
      const whole = new Uint8Array(DIGEST_LENGTH + block.length);
      whole.set(new TextEncoder().encode(await hash(block)));
      whole.set(block, DIGEST_LENGTH);
      await store.put(name, whole);
    },
  };
}

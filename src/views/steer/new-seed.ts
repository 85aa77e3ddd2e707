/** Seeds are kept short, so that people can read them out to each other. */
const SEEDS = 10_000;

/** A fresh seed from the platform's own randomness, 1 … 10,000, never the one before. */
export function newSeed(before: number, random: () => number = platformRandom): number {
  const seed = 1 + (random() % SEEDS);
  return seed === before ? 1 + (seed % SEEDS) : seed;
}

function platformRandom(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

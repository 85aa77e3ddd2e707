/**
 * Seeded randomness. Everything random in the product comes from here, so that a seed names a run.
 * The source is a Mersenne Twister (pure-rand). Seed and stream are mixed first, because
 * neighbouring seeds should not give neighbouring numbers.
 */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";

export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  uniform(): number;
  /** Uniform integer in [0, limit). Throws RangeError unless limit is a positive integer. */
  integer(limit: number): number;
  /** Standard normal (Box–Muller). */
  normal(): number;
  /** A shuffled copy (Fisher–Yates). */
  shuffle<T>(items: readonly T[]): T[];
}

/** A generator for a seed. Streams of one seed are independent of each other. */
export function createRandom(seed: number, stream = 0): Random {
  const source = mersenne(mixSeed(seed, stream));
  let spare: number | null = null;

  const uniform = () => uniformFloat64(source);
  const integer = (limit: number) => {
    if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`no integer below ${limit}`);
    return uniformInt(source, 0, limit - 1);
  };
  const normal = () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    // 1 − u is in (0, 1], so the logarithm is finite.
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  const shuffle = <T>(items: readonly T[]): T[] => {
    const copy = [...items];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = integer(i + 1);
      const kept = copy[i] as T;
      copy[i] = copy[j] as T;
      copy[j] = kept;
    }
    return copy;
  };
  return { uniform, integer, normal, shuffle };
}

/** Direction number `index` of a seed: isotropic, unit length, in float32. */
export function randomUnitVector(seed: number, index: number, width: number): Float32Array {
  const random = createRandom(seed, index);
  const values = Float64Array.from({ length: width }, () => random.normal());
  const norm = Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));
  return Float32Array.from(values, (v) => v / norm);
}

/** One 32-bit seed from both numbers; any finite numbers are taken. */
function mixSeed(seed: number, stream: number): number {
  if (!Number.isFinite(seed) || !Number.isFinite(stream)) throw new RangeError("seed is no number");
  const words = new Uint32Array(new Float64Array([seed, stream]).buffer);
  return words.reduce((hash, word) => scramble(hash ^ word), 0x9e3779b9);
}

/** The 32-bit finaliser of MurmurHash3 (Appleby): every input bit reaches every output bit. */
function scramble(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * Rotary position tables, in the half-split form: coordinate i of a head turns together with
 * coordinate i + headWidth / 2. Source: Su et al. 2021, arXiv:2104.09864.
 */
import type { RopeScaling, RopeSettings } from "./settings.ts";

export interface RopeTables {
  /** [positions, headWidth / 2] */
  readonly cos: Float32Array;
  readonly sin: Float32Array;
}

/**
 * Angle of position p and pair i: p · base^(−2i / headWidth) / divisor(i). Float32 as the
 * reference has it: at position 2,000 the last digits of a frequency are visible in its angle.
 * @param divisors of each pair's frequency [headWidth / 2], where the file states them itself
 */
export function ropeTables(
  positions: number,
  headWidth: number,
  { base, scaling }: RopeSettings,
  divisors?: Float32Array,
): RopeTables {
  const half = headWidth / 2;
  const cos = new Float32Array(positions * half);
  const sin = new Float32Array(positions * half);
  for (let i = 0; i < half; i++) {
    const unscaled = Math.fround(base ** (-(2 * i) / headWidth));
    const divisor = divisors ? (divisors[i] ?? 1) : ropeDivisor(unscaled, scaling);
    const frequency = Math.fround(unscaled / divisor);
    for (let p = 0; p < positions; p++) {
      const angle = Math.fround(p * frequency);
      cos[p * half + i] = Math.cos(angle);
      sin[p * half + i] = Math.sin(angle);
    }
  }
  return { cos, sin };
}

/**
 * What a frequency is divided by. Linear: the factor, everywhere. Llama 3: nothing for waves much
 * shorter than the context of the first training, the factor for longer ones, and in between a mix
 * of the two frequencies. Source: the Llama 3.1 model card and reference code (Meta, 2024).
 */
function ropeDivisor(frequency: number, scaling: RopeScaling | null): number {
  if (!scaling) return 1;
  if (scaling.kind === "linear") return scaling.factor;
  const { factor, lowFrequencyFactor: low, highFrequencyFactor: high, originalContext } = scaling;
  const wavesInContext = (originalContext * frequency) / (2 * Math.PI);
  const share = Math.min(1, Math.max(0, (wavesInContext - low) / (high - low)));
  return 1 / ((1 - share) / factor + share);
}

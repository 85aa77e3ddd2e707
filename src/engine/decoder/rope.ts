/** Rotary position tables. Source: Su et al. 2021, arXiv:2104.09864, in the half-split form. */
export interface RopeTables {
  /** [positions, headWidth / 2] */
  readonly cos: Float32Array;
  readonly sin: Float32Array;
}

/** Angle of position p and pair i: p / base^(2i / headWidth). */
export function ropeTables(positions: number, headWidth: number, base: number): RopeTables {
  const half = headWidth / 2;
  const cos = new Float32Array(positions * half);
  const sin = new Float32Array(positions * half);
  for (let i = 0; i < half; i++) {
    const frequency = Math.fround(base ** (-(2 * i) / headWidth));
    for (let p = 0; p < positions; p++) {
      const angle = Math.fround(p * frequency);
      cos[p * half + i] = Math.cos(angle);
      sin[p * half + i] = Math.sin(angle);
    }
  }
  return { cos, sin };
}

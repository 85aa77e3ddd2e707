/** Principal components of few rows in many columns, by the small matrix of their inner products. */
import { dot, unit } from "./dot.ts";
import { symmetricEigen } from "./eigen.ts";
import { columnMeans } from "./symmetric.ts";

export interface PrincipalComponents {
  /** Unit directions as rows [count][d], the widest first. */
  readonly directions: readonly Float64Array[];
  /** Share of the variance that each explains. */
  readonly shares: readonly number[];
}

/**
 * The fewest components of x [n, d] that explain at least `share` of its variance. None where the
 * rows do not differ. Takes n² · d steps: meant for n well below d.
 */
export function principalComponents(
  x: Float64Array | Float32Array,
  width: number,
  share: number,
): PrincipalComponents {
  const count = x.length / width;
  // From the first row, then from the mean: rows that are all alike become exactly 0.
  const shifted = Float64Array.from(x, (v, i) => v - (x[i % width] as number));
  const means = columnMeans(shifted, width);
  const centred = shifted.map((v, i) => v - (means[i % width] as number));
  const gram = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      gram[i * count + j] = dot(centred, centred, width, i * width, j * width);
    }
  }
  const { values, vectors } = symmetricEigen(gram, count);
  const total = values.reduce((sum, v) => sum + Math.max(0, v), 0);
  const directions: Float64Array[] = [];
  const shares: number[] = [];
  for (let k = 0, explained = 0; k < count && total > 0 && explained < share; k++) {
    const value = values[k] as number;
    if (value <= total * 1e-12) break;
    directions.push(unit(combine(centred, vectors.subarray(k * count, (k + 1) * count), width)));
    shares.push(value / total);
    explained += value / total;
  }
  return { directions, shares };
}

/** Σ weight_i · row_i. */
function combine(rows: Float64Array, weights: Float64Array, width: number): Float64Array {
  const sum = new Float64Array(width);
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    for (let j = 0; j < width; j++) {
      sum[j] = (sum[j] as number) + weight * (rows[i * width + j] as number);
    }
  }
  return sum;
}

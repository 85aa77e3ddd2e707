/** The vectors of one set at one residual point, and how far stories spread along them. */
import { AXES, type AxisId } from "../../core/emotions.ts";
import {
  axisStorySigma,
  fitEmotionVectors,
  randomStorySigma,
} from "../../core/fit/fit-emotion-vectors.ts";

const AXIS_IDS = Object.keys(AXES) as AxisId[];

/** What is kept of a fit, whose covariance [d, d] would take most of a build's memory. */
export interface FittedPoint {
  /** [d] */
  readonly centre: Float64Array;
  /** [24, d] */
  readonly vectors: Float64Array;
  /** Spread of stories along each emotion, each random direction, each axis. */
  readonly storySigma: {
    readonly emotions: readonly number[];
    readonly random: readonly number[];
    readonly axes: Readonly<Record<AxisId, number>>;
  };
}

/** @param x story means [n, d]. @param labels [n], indices into EMOTIONS */
export function fitPoint(x: Float32Array, width: number, labels: readonly number[]): FittedPoint {
  const fit = fitEmotionVectors({ x, width, labels });
  const axes = AXIS_IDS.map((id) => [id, axisStorySigma(fit, id)] as const);
  return {
    centre: fit.centre,
    vectors: fit.vectors,
    storySigma: {
      emotions: [...fit.storySigma],
      random: [...randomStorySigma(fit)],
      axes: Object.fromEntries(axes) as Record<AxisId, number>,
    },
  };
}

/** A named, lazily made weight of the graph: float32, row-major. */
export interface Weight {
  readonly name: string;
  readonly dims: readonly number[];
  /** Writes the floats into `out`; called once, when the session takes them. */
  write(out: Float32Array): void;
}

/** How many floats a weight has. */
export function weightLength({ dims }: Pick<Weight, "dims">): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

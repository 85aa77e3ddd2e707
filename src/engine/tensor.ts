/** A named, lazily made weight of the graph: float32, row-major. */
export interface Weight {
  readonly name: string;
  readonly dims: readonly number[];
  /** Makes the floats; called once, when the session takes them. */
  make(): Float32Array<ArrayBuffer>;
}

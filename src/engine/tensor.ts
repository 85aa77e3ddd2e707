/** Tensors on their way from a published file into the graph: float32, row-major, made when asked for. */

/** A named, lazily made weight of the graph. */
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

/**
 * The tensors of a published model by the file's own names: what a GGUF and safetensors have in
 * common. A row is the last dimension: a matrix [out, in] has `out` rows, a vector is one row.
 */
export interface TensorSource {
  /** Stored bytes of all tensors, for progress. */
  readonly byteLength: number;
  /** Shape, outermost dimension first; undefined where there is no such tensor. */
  dims(name: string): readonly number[] | undefined;
  /**
   * Gets hold of a tensor's stored bytes; nothing is made of them yet.
   * @throws EngineError corrupt-model where the tensor is missing or its bytes do not fit its shape
   */
  open(name: string): Promise<StoredTensor>;
}

/** A tensor as it is stored. */
export interface StoredTensor {
  readonly name: string;
  /** Outermost dimension first. */
  readonly dims: readonly number[];
  readonly byteLength: number;
  /** Writes rows firstRow … firstRow + rows − 1 into `out`, which has room for exactly these. */
  writeRows(out: Float32Array, firstRow: number, rows: number): void;
  /** Gives its bytes back: no row can be written any more. */
  release(): void;
}

/** How many rows a tensor has: all dimensions but the last. */
export function rowCount({ dims }: Pick<StoredTensor, "dims">): number {
  return dims.slice(0, -1).reduce((product, dim) => product * dim, 1);
}

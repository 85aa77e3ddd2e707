/** What a GGUF file says of itself. Format: ggml's docs/gguf.md, versions 2 and 3, little-endian. */
export type GgufScalar = number | bigint | boolean | string;

/** A list of numbers, as compact as in the file. */
export type GgufNumbers =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** 64-bit integers are bigints, alone and in lists. */
export type GgufValue =
  | GgufScalar
  | GgufNumbers
  | BigUint64Array
  | BigInt64Array
  | readonly string[]
  | readonly boolean[]
  | readonly GgufValue[];

export type GgufMetadata = ReadonlyMap<string, GgufValue>;

export interface GgufTensorInfo {
  readonly name: string;
  /** Fastest-varying first, as GGUF stores it: [in, out] for a matrix of out rows. */
  readonly dims: readonly number[];
  /** ggml type number; see tensor-types.ts. */
  readonly type: number;
  /** From the start of the file; of a split model, from the start of its parts laid end to end. */
  readonly offset: number;
  readonly byteLength: number;
}

export interface GgufHeader {
  readonly version: number;
  readonly metadata: GgufMetadata;
  readonly tensors: ReadonlyMap<string, GgufTensorInfo>;
}

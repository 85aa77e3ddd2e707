/** What a GGUF file says of itself. Format: ggml's docs/gguf.md, versions 2 and 3, little-endian. */
export type GgufScalar = number | bigint | boolean | string;
export type GgufValue = GgufScalar | readonly GgufScalar[] | readonly GgufValue[];

export interface GgufTensorInfo {
  readonly name: string;
  /** Fastest-varying first, as GGUF stores it: [in, out] for a matrix of out rows. */
  readonly dims: readonly number[];
  /** ggml type number; see tensor-types.ts. */
  readonly type: number;
  /** From the start of the file. */
  readonly offset: number;
  readonly byteLength: number;
}

export interface GgufHeader {
  readonly version: number;
  readonly metadata: ReadonlyMap<string, GgufValue>;
  readonly tensors: ReadonlyMap<string, GgufTensorInfo>;
}

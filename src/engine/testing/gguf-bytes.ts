/** For tests: the bytes of a GGUF from a description that may be as wrong as one likes. */

/** A value, and what the file says of it; `claim` is a count that the file states in place of the true one. */
export type GgufField =
  | { readonly type: number; readonly value: number | bigint }
  | { readonly type: 8; readonly text: string; readonly claim?: bigint }
  | {
      readonly type: 9;
      readonly of: number;
      readonly items: readonly GgufField[];
      readonly claim?: bigint;
    };

export interface GgufTensorSpec {
  readonly name: string;
  readonly dims: readonly bigint[];
  readonly type: number;
  readonly offset: bigint;
  readonly nameClaim?: bigint;
  readonly rank?: number;
}

export interface GgufSpec {
  readonly magic?: number;
  readonly version?: number;
  readonly tensorClaim?: bigint;
  readonly entryClaim?: bigint;
  readonly metadata?: readonly (readonly [key: string, field: GgufField])[];
  readonly tensors?: readonly GgufTensorSpec[];
  /** Where the tensor data begins, as a writer would place it; 32 where absent. */
  readonly alignment?: number;
  readonly dataBytes?: number;
  readonly bigEndian?: boolean;
}

export const u32 = (value: number): GgufField => ({ type: 4, value });
export const text = (value: string): GgufField => ({ type: 8, text: value });

export function ggufBytes(spec: GgufSpec): Uint8Array<ArrayBuffer> {
  const { metadata = [], tensors = [], alignment = 32 } = spec;
  const out = new Writer(!spec.bigEndian);
  out.u32Raw(spec.magic ?? 0x46554747);
  out.integer(4, BigInt(spec.version ?? 3));
  out.integer(8, spec.tensorClaim ?? BigInt(tensors.length));
  out.integer(8, spec.entryClaim ?? BigInt(metadata.length));
  for (const [key, field] of metadata) {
    out.text(key);
    out.integer(4, BigInt(field.type));
    out.field(field);
  }
  for (const tensor of tensors) {
    out.text(tensor.name, tensor.nameClaim);
    out.integer(4, BigInt(tensor.rank ?? tensor.dims.length));
    for (const dim of tensor.dims) out.integer(8, dim);
    out.integer(4, BigInt(tensor.type));
    out.integer(8, tensor.offset);
  }
  out.pad(alignment);
  return out.bytes(spec.dataBytes ?? 0);
}

/** Bytes of each scalar type; others are written as one byte. */
const WIDTHS: ReadonlyMap<number, number> = new Map<number, number>([
  ...([
    [0, 1],
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 4],
    [5, 4],
  ] as const),
  ...([
    [6, 4],
    [7, 1],
    [10, 8],
    [11, 8],
    [12, 8],
  ] as const),
]);

class Writer {
  private readonly out: number[] = [];
  private readonly littleEndian: boolean;

  constructor(littleEndian: boolean) {
    this.littleEndian = littleEndian;
  }

  /** The magic's letters stand in one order in files of either byte order. */
  u32Raw(value: number): void {
    for (let i = 0; i < 4; i++) this.out.push((value >>> (8 * i)) & 255);
  }

  integer(width: number, value: bigint): void {
    const bytes = Array.from({ length: width }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
    this.out.push(...(this.littleEndian ? bytes : bytes.reverse()));
  }

  text(value: string, claim?: bigint): void {
    const bytes = new TextEncoder().encode(value);
    this.integer(8, claim ?? BigInt(bytes.length));
    this.out.push(...bytes);
  }

  field(field: GgufField): void {
    if ("items" in field) {
      this.integer(4, BigInt(field.of));
      this.integer(8, field.claim ?? BigInt(field.items.length));
      for (const item of field.items) this.field(item);
    } else if ("text" in field) {
      this.text(field.text, field.claim);
    } else {
      this.integer(WIDTHS.get(field.type) ?? 1, BigInt(field.value));
    }
  }

  pad(alignment: number): void {
    while (this.out.length % alignment !== 0) this.out.push(0);
  }

  bytes(more: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.out.length + more);
    bytes.set(this.out);
    return bytes;
  }
}

/** What some texts leave in the residual stream, as bytes that can be kept. */
import type { Bytes } from "./block-store.ts";

export interface BlockSize {
  readonly texts: number;
  readonly points: number;
  readonly width: number;
}

/** Norms come first: eight bytes each, they lie where such numbers may lie. */
export interface ActivationBlock {
  /** Mean residual norm of each text [texts, P]; 0 where none was asked for. */
  readonly norms: Float64Array;
  /** [texts, P, d] */
  readonly pooled: Float32Array;
  /** Both. */
  readonly bytes: Bytes;
}

/** A block of zeros. */
export function newBlock(size: BlockSize): ActivationBlock {
  return viewsOf(new Uint8Array(bytesOf(size)), size);
}

/** The block that bytes hold; undefined where there are none, or not as many as it takes. */
export function parseBlock(bytes: Bytes | undefined, size: BlockSize): ActivationBlock | undefined {
  return bytes?.length === bytesOf(size) ? viewsOf(bytes.slice(), size) : undefined;
}

function bytesOf({ texts, points, width }: BlockSize): number {
  return texts * points * (Float64Array.BYTES_PER_ELEMENT + width * Float32Array.BYTES_PER_ELEMENT);
}

/** @param bytes a buffer of its own */
function viewsOf(bytes: Bytes, { texts, points, width }: BlockSize): ActivationBlock {
  const norms = new Float64Array(bytes.buffer, 0, texts * points);
  const pooled = new Float32Array(bytes.buffer, norms.byteLength, texts * points * width);
  return { norms, pooled, bytes };
}

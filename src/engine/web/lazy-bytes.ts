/**
 * A weight's bytes that exist only while ONNX Runtime copies them into its heap. Runtime 1.30 reads
 * a mounted file as `data.subarray(offset, offset + length)`, once a tensor, and is done with it when
 * the next is asked for; making the floats there, in one scratch space for all, means that no second
 * copy of the model ever exists. Browser tests load the model this way and would fail, should a later
 * version read files otherwise.
 */
import { freeBytes } from "../bytes.ts";
import { type Weight, weightLength } from "../tensor.ts";

/** Room for the largest of the weights, shared by all of them. */
export class Scratch {
  private floats = new Float32Array(0);

  take(length: number): Float32Array<ArrayBuffer> {
    if (this.floats.length < length) {
      this.release();
      this.floats = new Float32Array(length);
    }
    return this.floats.subarray(0, length);
  }

  release(): void {
    freeBytes(this.floats);
    this.floats = new Float32Array(0);
  }
}

export class LazyBytes extends Uint8Array {
  private readonly weight: Weight;
  private readonly scratch: Scratch;

  constructor(weight: Weight, scratch: Scratch) {
    super(0);
    this.weight = weight;
    this.scratch = scratch;
  }

  override get byteLength(): number {
    return Float32Array.BYTES_PER_ELEMENT * weightLength(this.weight);
  }

  override get length(): number {
    return this.byteLength;
  }

  /** The floats' bytes, whole: a weight is never read in parts. */
  override subarray(start = 0, end = this.byteLength): Uint8Array<ArrayBuffer> {
    if (start !== 0 || end !== this.byteLength) throw new RangeError("a weight is read whole");
    const floats = this.scratch.take(weightLength(this.weight));
    this.weight.write(floats);
    return new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength);
  }
}

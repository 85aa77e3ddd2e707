/**
 * A weight's bytes that exist only while ONNX Runtime copies them into its heap. Runtime 1.30 reads
 * a mounted file as `data.subarray(offset, offset + length)`, once a tensor; making the floats there
 * means that no second copy of the model ever exists (runtime.md shows what that saves). The session
 * test fails should a later version read files in another way.
 */
import type { Weight } from "../tensor.ts";

export class LazyBytes extends Uint8Array {
  private readonly weight: Weight;
  private readonly length_: number;

  constructor(weight: Weight) {
    super(0);
    this.weight = weight;
    this.length_ = 4 * weight.dims.reduce((product, dim) => product * dim, 1);
  }

  override get byteLength(): number {
    return this.length_;
  }

  override get length(): number {
    return this.length_;
  }

  override subarray(start = 0, end = this.length_): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.weight.make().buffer).subarray(start, end);
  }
}

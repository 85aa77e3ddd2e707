import { damaged } from "./damage.ts";

/** Thrown when a header goes on beyond the bytes at hand: read more and parse again. */
export class NeedMoreBytes extends Error {}

/** Reads little-endian values one after another; never past the end. */
export class Cursor {
  private readonly view: DataView;
  private readonly bytes: Uint8Array;
  private readonly fileSize: number;
  // Tokens of a vocabulary may be a byte order mark, which a decoder drops unless told.
  private readonly text = new TextDecoder("utf-8", { ignoreBOM: true });
  position = 0;

  /** `fileSize` bounds every length that the file claims, however few bytes are at hand. */
  constructor(bytes: Uint8Array, fileSize: number) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.fileSize = fileSize;
  }

  u8 = () => this.view.getUint8(this.take(1));
  i8 = () => this.view.getInt8(this.take(1));
  u16 = () => this.view.getUint16(this.take(2), true);
  i16 = () => this.view.getInt16(this.take(2), true);
  u32 = () => this.view.getUint32(this.take(4), true);
  i32 = () => this.view.getInt32(this.take(4), true);
  f32 = () => this.view.getFloat32(this.take(4), true);
  u64 = () => this.view.getBigUint64(this.take(8), true);
  i64 = () => this.view.getBigInt64(this.take(8), true);
  f64 = () => this.view.getFloat64(this.take(8), true);

  /**
   * A 64-bit count of things of at least `minBytes` bytes each, all of which must still fit the file
   * and be no more than `most`.
   */
  count(what: string, minBytes: number, most = Number.MAX_SAFE_INTEGER): number {
    const value = this.u64();
    if (value * BigInt(minBytes) > BigInt(this.fileSize - this.position)) {
      throw damaged(`it claims ${value} ${what}, more than it can hold`);
    }
    if (value > BigInt(most)) throw damaged(`it claims ${value} ${what}, more than make sense`);
    return Number(value);
  }

  string(longest?: number): string {
    return this.text.decode(this.raw(this.count("bytes in a text", 1, longest)));
  }

  /** The next bytes, not copied. */
  raw(length: number): Uint8Array {
    const start = this.take(length);
    return this.bytes.subarray(start, start + length);
  }

  private take(length: number): number {
    const start = this.position;
    if (start + length > this.bytes.length) throw new NeedMoreBytes();
    this.position = start + length;
    return start;
  }
}

import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blobSource, joinSources } from "../bytes.ts";
import { EngineError } from "../errors.ts";
import { fixtureBytes, fixtureText } from "../testing/shipped.ts";
import { dequantise } from "./dequantise.ts";
import { readGgufHeader } from "./reader.ts";
import type { GgufValue } from "./types.ts";

interface TinyIndex {
  readonly metadata: readonly { readonly key: string; readonly value: unknown }[];
  readonly tensors: readonly {
    readonly name: string;
    readonly typeCode: number;
    readonly dimensions: readonly number[];
    readonly fileOffset: number;
    readonly bytes: number;
    readonly rawSha256: string;
    readonly float32: string;
  }[];
}

const source = (bytes: Uint8Array<ArrayBuffer>) => blobSource(new Blob([bytes]));
const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, "base64"));
const bits = (floats: Float32Array) => new Uint32Array(floats.buffer);
const tinyBytes = fixtureBytes("tiny.gguf");
const tiny = JSON.parse(fixtureText("tiny.json")) as TinyIndex;

describe("readGgufHeader", () => {
  it("reads every kind of metadata value", async () => {
    const { metadata, version } = await readGgufHeader(source(tinyBytes));
    expect(version).toBe(3);
    for (const { key, value } of tiny.metadata) {
      expect(plain(metadata.get(key)), key).toEqual(value);
    }
    expect(metadata.size).toBe(tiny.metadata.length);
  });

  it("places tensors, and their bytes give the reference's floats", async () => {
    const file = source(tinyBytes);
    const { tensors } = await readGgufHeader(file);
    for (const expected of tiny.tensors) {
      const tensor = tensors.get(expected.name);
      expect(tensor).toMatchObject({
        dims: expected.dimensions,
        type: expected.typeCode,
        offset: expected.fileOffset,
        byteLength: expected.bytes,
      });
      const raw = await file.read(expected.fileOffset, expected.fileOffset + expected.bytes);
      expect(createHash("sha256").update(raw).digest("hex")).toBe(expected.rawSha256);
      const floats = dequantise(expected.typeCode, raw);
      expect(bits(floats)).toEqual(new Uint32Array(fromBase64(expected.float32).buffer));
    }
  });

  it("reads the same file from shards of any size", async () => {
    const whole = await readGgufHeader(source(tinyBytes));
    for (const size of [1, 7, 500, 1376]) {
      const parts = [];
      for (let at = 0; at < tinyBytes.length; at += size) {
        parts.push(source(tinyBytes.slice(at, at + size)));
      }
      expect(await readGgufHeader(joinSources(parts))).toEqual(whole);
    }
  });

  it("says what is wrong with a file that is no GGUF, cut off, big-endian or of another version", async () => {
    const patched = (at: number, ...values: number[]) => {
      const bytes = tinyBytes.slice();
      bytes.set(values, at);
      return source(bytes);
    };
    await expect(readGgufHeader(patched(0, 0x7f))).rejects.toThrow(/does not begin with/);
    await expect(readGgufHeader(patched(4, 0, 0, 0, 3))).rejects.toThrow(/big-endian/);
    await expect(readGgufHeader(patched(4, 9))).rejects.toThrow(/version 9/);
    await expect(readGgufHeader(patched(15, 0x10))).rejects.toThrow(/more than it can hold/);
    await expect(readGgufHeader(source(tinyBytes.slice(0, 700)))).rejects.toThrow(/damaged/);
    await expect(readGgufHeader(source(tinyBytes.slice(0, 1900)))).rejects.toThrow(
      /beyond its end/,
    );
    await expect(readGgufHeader(source(new Uint8Array(0)))).rejects.toThrow(/middle of its header/);
  });

  it("never fails in another way than with a message, whatever bytes are changed", async () => {
    const change = fc.tuple(fc.nat(tinyBytes.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 12 }),
        fc.nat(tinyBytes.length),
        async (changes, cut) => {
          const bytes = tinyBytes.slice(0, tinyBytes.length - (cut % 3 === 0 ? cut : 0));
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          await readGgufHeader(source(bytes)).catch((error: unknown) => {
            expect(error).toBeInstanceOf(EngineError);
          });
        },
      ),
      { numRuns: 2000, seed: 20260402 },
    );
  });
});

/** 64-bit integers as the fixture writes them. */
function plain(value: GgufValue | undefined): unknown {
  if (typeof value === "bigint") return String(value);
  return typeof value === "object" ? Array.from(value, plain) : value;
}

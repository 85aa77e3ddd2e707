/** What a hostile file can make the readers take, against its own length. */
import { describe, expect, it } from "vitest";
import { EngineError } from "./errors.ts";
import { readGgufHeader } from "./gguf/reader.ts";
import { readSafetensorsHeader } from "./safetensors/header.ts";
import { type GgufField, ggufBytes } from "./testing/gguf-bytes.ts";
import { memoryHeldBy } from "./testing/memory-growth.ts";
import { memorySource } from "./testing/memory-source.ts";
import { safetensorsBytes } from "./testing/safetensors-bytes.ts";

const MEGABYTES = 8;
const SIZE = MEGABYTES * 2 ** 20;
/** Garbage of the test runner that a collection leaves behind. */
const NOISE = 4 * 2 ** 20;

/** A GGUF whose one entry is a list of `count` values, each spelt as `unit`. */
function listFile(of: number, unit: Uint8Array): Uint8Array {
  const count = Math.floor(SIZE / unit.length);
  const list: GgufField = { type: 9, of, items: [], claim: BigInt(count) };
  const head = ggufBytes({ metadata: [["list", list]], alignment: 1 });
  const bytes = new Uint8Array(head.length + count * unit.length);
  bytes.set(head);
  for (let at = head.length; at < bytes.length; at += unit.length) bytes.set(unit, at);
  return bytes;
}

const empty = new Uint8Array(8);
const wide = new Uint8Array([3, 0, 0, 0, 0, 0, 0, 0, 0xe6, 0x97, 0xa5]); // 日
const byte = new Uint8Array(1);
const double = new Uint8Array(8);

const held = (read: () => Promise<unknown>) =>
  memoryHeldBy(() =>
    read().catch((error: unknown) => {
      expect(error).toBeInstanceOf(EngineError);
      return error;
    }),
  );

describe("memory", () => {
  // JavaScript's texts cost more than their letters; nothing else may.
  it.each([
    ["empty texts", 8, empty, 2],
    ["texts of one letter", 8, wide, 4],
    ["bytes", 0, byte, 1.1],
    ["doubles", 12, double, 1.1],
    ["64-bit integers", 10, double, 1.1],
    ["flags, too many", 7, byte, 0.1],
  ])("holds a list of %s in proportion to the file", async (_, of, unit, times) => {
    const source = memorySource(listFile(of, unit));
    expect(await held(() => readGgufHeader(source))).toBeLessThan(times * SIZE + NOISE);
  });

  it("is not taken on a claim", async () => {
    for (const claim of [2n ** 31n, 2n ** 60n, 2n ** 64n - 1n]) {
      const list: GgufField = { type: 9, of: 0, items: [], claim };
      const files = [
        ggufBytes({ metadata: [["list", list]] }),
        ggufBytes({ metadata: [["text", { type: 8, text: "a", claim }]] }),
        ggufBytes({ tensorClaim: claim }),
        ggufBytes({ entryClaim: claim }),
        ggufBytes({ tensors: [{ name: "a", dims: [claim], type: 0, offset: 0n }] }),
      ];
      for (const file of files) {
        expect(await held(() => readGgufHeader(memorySource(file)))).toBeLessThan(NOISE);
      }
      const safetensors = memorySource(safetensorsBytes({}, 0, claim));
      expect(await held(() => readSafetensorsHeader(safetensors))).toBeLessThan(NOISE);
    }
  });

  it.each([
    ["lists", `{"a":[${"[],".repeat(SIZE / 3)}[]]}`],
    ["numbers", `{"a":[${"1,".repeat(SIZE / 2)}1]}`],
    ["depth", "[".repeat(SIZE)],
    ["entries", `{${Array.from({ length: SIZE / 12 }, (_, i) => `"${i}":{}`).join(",")}}`],
    ["one long name", `{"${"n".repeat(SIZE)}":{}}`],
  ])("and time are bounded for a safetensors header of nothing but %s", async (_, header) => {
    const source = memorySource(safetensorsBytes(header, 0));
    const started = performance.now();
    expect(await held(() => readSafetensorsHeader(source))).toBeLessThan(SIZE + NOISE);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

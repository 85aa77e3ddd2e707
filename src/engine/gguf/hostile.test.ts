import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EngineError } from "../errors.ts";
import { rowCount } from "../tensor.ts";
import { ggufBytes } from "../testing/gguf-bytes.ts";
import { byteDamage } from "../testing/hostile-bytes.ts";
import { hostileGguf, soundGguf } from "../testing/hostile-gguf.ts";
import { memorySource } from "../testing/memory-source.ts";
import { openGguf } from "./split.ts";
import { ggufTensors } from "./tensors.ts";

/** Reads everything; whatever succeeds must lie inside the file. */
async function readAll(bytes: Uint8Array): Promise<string> {
  const source = memorySource(bytes);
  try {
    const { header } = await openGguf([{ name: "hostile.gguf", source }]);
    expect(source.bytesRead).toBeLessThanOrEqual(2 * bytes.length);
    const tensors = ggufTensors(header, source);
    expect(tensors.byteLength).toBeLessThanOrEqual(bytes.length);
    for (const name of header.tensors.keys()) {
      const stored = await tensors.open(name);
      const rows = rowCount(stored);
      stored.writeRows(new Float32Array(rows * (stored.dims.at(-1) ?? 0)), 0, rows);
    }
    return "read";
  } catch (error) {
    expect(error).toBeInstanceOf(EngineError);
    const { message } = error as EngineError;
    expect(message.length).toBeLessThan(400);
    return message;
  }
}

describe("hostile GGUF files", () => {
  it("are read or refused with a message, 12,000 of them", async () => {
    const outcomes: string[] = [];
    await fc.assert(
      fc.asyncProperty(hostileGguf, byteDamage, async (spec, damage) => {
        outcomes.push(await readAll(damage(ggufBytes(spec))));
      }),
      { numRuns: 12_000, seed: 20260511 },
    );
    // The generator is worth its name only while it reaches every kind of refusal, and success.
    for (const reached of REACHED) {
      const times = outcomes.filter((outcome) => reached.test(outcome)).length;
      expect(times, `${reached}`).toBeGreaterThan(4);
    }
  });

  it("are refused only for a reason: sound files are read", async () => {
    await fc.assert(
      fc.asyncProperty(soundGguf, async (spec) => {
        expect(await readAll(ggufBytes(spec))).toBe("read");
      }),
      { numRuns: 500, seed: 20260512 },
    );
  });
});

const REACHED = [
  /^read$/,
  /big-endian/,
  /has version \d+/,
  /does not begin with the letters/,
  /claims \d+ bytes in a text, more than it can hold/,
  /claims \d+ bytes in a text, more than make sense/,
  /claims \d+ values in a list/,
  /claims \d+ tensors/,
  /claims \d+ metadata entries/,
  /value of unknown type/,
  /nested too deeply/,
  /alignment occurs twice/,
  /alignment is not a sensible number/,
  /middle of its header/,
  /t\d occurs twice|tensor . occurs twice/,
  /has \d+ dimensions/,
  /impossible size/,
  /hold whole \w+ blocks/,
  /lies at an odd place/,
  /lies beyond its end/,
  /overlap/,
  /the type number \d+, which/,
  /the type (I|Q|IQ|TQ|MX|NV|F)\w+, which/,
  /split\.\w+ is missing or makes no sense/,
  /split\.tensors\.count is missing or makes no sense/,
  /comes in \d+ parts; .* missing/,
];

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NamedSource } from "../bytes.ts";
import { EngineError } from "../errors.ts";
import { rowCount } from "../tensor.ts";
import { byteDamage } from "../testing/hostile-bytes.ts";
import {
  hostileIndex,
  hostileSafetensors,
  type SafetensorsSpec,
  soundSafetensors,
} from "../testing/hostile-safetensors.ts";
import { memorySource } from "../testing/memory-source.ts";
import { safetensorsBytes } from "../testing/safetensors-bytes.ts";
import { readSafetensorsHeader } from "./header.ts";
import { openSafetensors } from "./open.ts";

const bytesOf = ({ header, dataBytes, claim }: SafetensorsSpec) =>
  safetensorsBytes(header, dataBytes, claim);

/** Reads everything; whatever succeeds must lie inside the file. */
async function readAll(files: readonly NamedSource[]): Promise<string> {
  const size = files.reduce((sum, { source }) => sum + source.size, 0);
  try {
    const tensors = await openSafetensors(files);
    expect(tensors.byteLength).toBeLessThanOrEqual(size);
    for (const { source } of files) {
      for (const name of (await readSafetensorsHeader(source)).tensors.keys()) {
        const stored = await tensors.open(name);
        const rows = rowCount(stored);
        stored.writeRows(new Float32Array(rows * (stored.dims.at(-1) ?? 1)), 0, rows);
      }
    }
    return "read";
  } catch (error) {
    expect(error).toBeInstanceOf(EngineError);
    const { message } = error as EngineError;
    expect(message.length).toBeLessThan(400);
    return message;
  }
}

describe("hostile safetensors", () => {
  it("are read or refused with a message, 12,000 of them", async () => {
    const outcomes: string[] = [];
    await fc.assert(
      fc.asyncProperty(hostileSafetensors, byteDamage, async (spec, damage) => {
        const source = memorySource(damage(bytesOf(spec)));
        outcomes.push(await readAll([{ name: "hostile.safetensors", source }]));
      }),
      { numRuns: 12_000, seed: 20260513 },
    );
    // The generator is worth its name only while it reaches every kind of refusal, and success.
    for (const reached of REACHED) {
      const times = outcomes.filter((outcome) => reached.test(outcome)).length;
      expect(times, `${reached}`).toBeGreaterThan(4);
    }
  });

  it("are refused only for a reason: sound files are read", async () => {
    await fc.assert(
      fc.asyncProperty(soundSafetensors, async (spec) => {
        const source = memorySource(bytesOf(spec));
        expect(await readAll([{ name: "sound.safetensors", source }])).toMatch(
          /^read$|has the type (I64|U8)/,
        );
      }),
      { numRuns: 500, seed: 20260514 },
    );
  });

  it("may have an index as bad, 2,000 of them", async () => {
    await fc.assert(
      fc.asyncProperty(hostileIndex, soundSafetensors, soundSafetensors, async (index, a, b) => {
        const outcome = openSafetensors([
          { name: "a.safetensors", source: memorySource(bytesOf(a)) },
          { name: "b.safetensors", source: memorySource(bytesOf(b)) },
          {
            name: "model.safetensors.index.json",
            source: memorySource(new TextEncoder().encode(index)),
          },
        ]);
        await outcome.catch((error: unknown) => expect(error).toBeInstanceOf(EngineError));
      }),
      { numRuns: 2000, seed: 20260515 },
    );
  });
});

const REACHED = [
  /^read$/,
  /is not JSON/,
  /not a JSON object/,
  /nested too deeply/,
  /far too many values/,
  /two entries of the name/,
  /not a list of notes/,
  /makes no sense/,
  /impossible size/,
  /where its shape takes/,
  /lies beyond its end/,
  /overlap/,
  /bytes of no tensor before/,
  /bytes of no tensor at its end/,
  /which Moodring does not read/,
  /claims a header of \d+ bytes, and ends before/,
];

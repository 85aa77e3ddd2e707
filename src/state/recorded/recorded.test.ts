import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_MODEL } from "../../content/models.ts";
import { COLUMNS } from "../../core/vectors-access.ts";
import { decodeLink } from "../link/decode.ts";
import { doseSpec } from "../specs.ts";
import { createFakeClient, FAKE_MODEL, rowsOf } from "../testing/fake-client.ts";
import { RECORDED_MODELS, recordedFile, recordings } from "./list.ts";
import { packReadings, unpackReadings } from "./pack.ts";
import { playDosage, playRead, playSteer, recordedMark } from "./play.ts";
import { recordDosage, recordRead, recordSteer } from "./record.ts";
import { parseRecorded } from "./schema.ts";

describe("packed readings", () => {
  it("come back within half a step", async () => {
    const value = fc.double({ min: -300, max: 300, noNaN: true });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        fc.array(value, { minLength: 9 * COLUMNS, maxLength: 9 * COLUMNS }),
        async (count, points, values) => {
          const z = Float32Array.from(values.slice(0, count * points * COLUMNS));
          const back = await unpackReadings(await packReadings(z, count, points, 1 / 16));
          expect(back?.length).toBe(z.length);
          z.forEach((one, at) => {
            const step = at % COLUMNS < 24 ? 1 / 16 : 1 / 4;
            const off = Math.abs((back?.[at] ?? Number.NaN) - one);
            expect(off).toBeLessThanOrEqual(step / 2 + 1e-5);
          });
        },
      ),
      { numRuns: 50 },
    );
  });

  it("are small for what readings look like", async () => {
    const [count, points] = [100, 31];
    const z = new Float32Array(count * points * COLUMNS);
    const smooth = z.map((_, at) => {
      const row = Math.floor(at / (points * COLUMNS));
      const point = Math.floor(at / COLUMNS) % points;
      return 3 * Math.sin(row * 7.1 + (at % COLUMNS) * 3.3 + point * 0.2);
    });
    const { data } = await packReadings(smooth, count, points, 1 / 16);
    expect(data.length).toBeLessThan(count * points * COLUMNS);
  });

  it("that are broken, short or long are refused", async () => {
    const packed = await packReadings(rowsOf(1, 2), 2, 3, 0.1);
    expect(await unpackReadings({ ...packed, count: 3 })).toBeNull();
    expect(await unpackReadings({ ...packed, count: 1 })).toBeNull();
    expect(await unpackReadings({ ...packed, data: "?" })).toBeNull();
    expect(await unpackReadings({ ...packed, data: packed.data.slice(0, -4) })).toBeNull();
    expect(await unpackReadings({ ...packed, count: 999_999 })).toBeNull();
  });
});

describe("recorded runs", () => {
  const engine = createFakeClient();
  engine.auto = true;
  engine.pointValue = ({ prompt }) => rowsOf(JSON.stringify(prompt).length / 16);
  const context = {
    engine,
    model: FAKE_MODEL,
    date: "2026-11-25T03:00:00.000Z",
    machine: "a test",
  };
  const find = (page: string, id: string) => {
    const found = recordings(DEFAULT_MODEL).find((one) => one.page === page && one.id === id);
    if (found === undefined) throw new Error("no such recording");
    return found.settings;
  };
  const throughJson = (run: unknown) => parseRecorded(JSON.parse(JSON.stringify(run)));

  it("of Read are shown as a live run would be", async () => {
    const settings = find("read", "overdose");
    const run = throughJson(await recordRead(context, "overdose", settings));
    if (run?.page !== "read") throw new Error("refused");
    const played = await playRead(run.run, recordedMark(run));
    expect(played).toMatchObject({
      text: settings.read.text,
      set: "text",
      recorded: { model: "SmolLM2-135M-Instruct", date: context.date },
      contents: [{ start: 0, end: settings.read.text.length }],
    });
    expect(played?.tokens[1]?.partial).toBe(true);
    expect(played?.tokens[2]?.special).toBe(true);
    expect(played?.rows.z[0]).toBe(1);
    expect((await decodeLink(run.link)).settings).toEqual(settings);
  });

  it("of Steer hold their three columns", async () => {
    const settings = find("steer", "diary-afraid");
    const run = throughJson(await recordSteer(context, "diary-afraid", settings));
    if (run?.page !== "steer") throw new Error("refused");
    const columns = await playSteer(run);
    expect(columns?.map(({ id }) => id)).toEqual(["plain", "steered", "random"]);
    expect(columns?.[1]).toMatchObject({
      ids: [7, 8],
      end: "length",
      rows: { count: 2 },
      inside: { count: 0 },
    });
    expect(columns?.[2]?.steering?.randomSeed).toBe(1);
  });

  it("of Dosage hold every point, the control and the last prompt", async () => {
    const settings = find("dosage", "fire");
    const run = throughJson(await recordDosage(context, "fire", settings));
    if (run?.page !== "dosage") throw new Error("refused");
    const spec = doseSpec(settings.dosage);
    const state = await playDosage(run, spec);
    expect(state?.points).toHaveLength(9);
    expect(state?.controls?.[5]?.tokens).toBe(7);
    expect(state?.open?.run?.text).toContain("the whole house");
    expect(await playDosage(run, { ...spec, doses: ["1"] })).toBeNull();
  });

  it("that are none are refused", () => {
    expect(parseRecorded(null)).toBeNull();
    expect(parseRecorded({ page: "read" })).toBeNull();
  });

  it("have files of their own", () => {
    const files = RECORDED_MODELS.flatMap((model) =>
      recordings(model).map(({ page, id }) => recordedFile(model, page, id)),
    );
    expect(new Set(files).size).toBe(files.length);
    expect(files).toContain("smollm2-135m-instruct/read-tests-fail.recorded.json");
    expect(files).toContain("gemma-3-270m/dosage-fire.recorded.json");
  });
});

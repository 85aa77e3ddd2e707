/** The committed recordings: whole, small, of the shipped vectors, and of what a click runs today. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DEFAULT_MODEL, findModel } from "../../content/models.ts";
import { runKey } from "../controllers/recorded-controller.ts";
import { decodeLink } from "../link/decode.ts";
import { doseSpec, FALLBACK_LAYER } from "../specs.ts";
import { RECORDED_MODELS, recordedFile, recordings } from "./list.ts";
import { playDosage, playRead, playSteer, recordedMark } from "./play.ts";
import { parseRecorded } from "./schema.ts";

const FOLDER = new URL("../../content/recorded/", import.meta.url);

const filesOf = (model: string) => readdirSync(new URL(`${model}/`, FOLDER));

function manifestOf(model: string): { binSha256: string; bestLayer: { text: number } } {
  const file = new URL(`../../../models/${model}/emotions.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}

it("are of models with vectors, and open at the layer that the page shows before they are there", () => {
  expect(readdirSync(FOLDER).sort()).toEqual([...RECORDED_MODELS].sort());
  for (const model of RECORDED_MODELS) expect(findModel(model)?.vectors, model).toBe(true);
  expect(manifestOf(DEFAULT_MODEL).bestLayer.text).toBe(FALLBACK_LAYER);
});

describe.each(RECORDED_MODELS)("the shipped recordings of %s", (model) => {
  it("are all there and no others: run `npm run record` after changing an example", () => {
    const wanted = recordings(model).map(({ page, id }) => recordedFile(model, page, id));
    expect(
      filesOf(model)
        .map((file) => `${model}/${file}`)
        .sort(),
    ).toEqual(wanted.sort());
  });

  it("are small", () => {
    const sizes = filesOf(model).map((file) => statSync(new URL(`${model}/${file}`, FOLDER)).size);
    for (const size of sizes) expect(size).toBeLessThanOrEqual(330_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_500_000);
  });

  it("are runs of what their example is now, read with the shipped vectors", async () => {
    const { binSha256 } = manifestOf(model);
    for (const { page, id, settings } of recordings(model)) {
      const name = recordedFile(model, page, id);
      const run = parseRecorded(JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")));
      expect(run?.page, name).toBe(page);
      if (run === null) continue;
      expect(run.model, name).toBe(model);
      expect(run.vectorsSha256, name).toBe(binSha256);
      const linked = await decodeLink(run.link);
      expect(linked.problems, name).toEqual([]);
      expect(runKey(linked.settings), name).toBe(runKey(settings));
      const played =
        run.page === "read"
          ? await playRead(run.run, recordedMark(run))
          : run.page === "steer"
            ? await playSteer(run)
            : await playDosage(run, doseSpec(settings.dosage));
      expect(played, name).not.toBeNull();
    }
  });
});

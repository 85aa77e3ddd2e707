/** The committed recordings: whole, small, of the shipped vectors, and of what a click runs today. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runKey } from "../controllers/recorded-controller.ts";
import { decodeLink } from "../link/decode.ts";
import { doseSpec, FALLBACK_LAYER } from "../specs.ts";
import { recordedFile, recordings } from "./list.ts";
import { playDosage, playRead, playSteer, recordedMark } from "./play.ts";
import { parseRecorded } from "./schema.ts";

const FOLDER = new URL("../../content/recorded/", import.meta.url);
const VECTORS = new URL("../../../models/smollm2-135m-instruct/emotions.json", import.meta.url);
const files = existsSync(FOLDER)
  ? readdirSync(FOLDER).filter((name) => name.endsWith(".recorded.json"))
  : [];

describe.skipIf(files.length === 0)("the shipped recordings", () => {
  it("are all there and no others: run `npm run record` after changing an example", () => {
    expect([...files].sort()).toEqual(
      recordings()
        .map(({ page, id }) => recordedFile(page, id))
        .sort(),
    );
  });

  it("open at the layer that the page shows before they are there", () => {
    const { bestLayer } = JSON.parse(readFileSync(VECTORS, "utf8")) as {
      bestLayer: { text: number };
    };
    expect(bestLayer.text).toBe(FALLBACK_LAYER);
  });

  it("are small", () => {
    const sizes = files.map((name) => statSync(new URL(name, FOLDER)).size);
    for (const [at, size] of sizes.entries()) expect(size, files[at]).toBeLessThanOrEqual(330_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_500_000);
  });

  it("are runs of what their example is now, read with the shipped vectors", async () => {
    const { binSha256 } = JSON.parse(readFileSync(VECTORS, "utf8")) as { binSha256: string };
    for (const { page, id, settings } of recordings()) {
      const name = recordedFile(page, id);
      const run = parseRecorded(JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")));
      expect(run?.page, name).toBe(page);
      if (run === null) continue;
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

import { describe, expect, it } from "vitest";
import { mergeResults, parseResultFile } from "../result-file.ts";
import { experiment } from "./experiment.ts";

const FILES = Object.entries(
  import.meta.glob<string>("./recorded/*.jsonl", {
    query: "?raw",
    import: "default",
    eager: true,
  }),
);

describe.each(FILES)("%s", (name, text) => {
  const file = parseResultFile(text, name);

  it("is a whole run of this version, small enough to send", () => {
    expect(text.length).toBeLessThanOrEqual(400_000);
    expect(file.header.version).toBe(experiment.version);
    expect(name).toBe(`./recorded/${file.header.model.id}.jsonl`);
    const ids = experiment.items({}, file.header.model);
    expect(mergeResults([{ ...file, name }], ids).rows.size).toBe(ids.length);
  });

  it("has numbers in every finding and every cell of its table", () => {
    const results = experiment.results(file.rows, {}, file.header.model);
    expect(results?.findings).toHaveLength(8);
    for (const { estimate, p } of results?.findings ?? []) {
      for (const number of [estimate.value, estimate.low, estimate.high, p])
        expect(number).not.toBeNaN();
      expect(estimate.low).toBeLessThanOrEqual(estimate.value);
      expect(estimate.high).toBeGreaterThanOrEqual(estimate.value);
    }
    for (const row of results?.table.rows ?? []) expect(row).not.toContain(Number.NaN);
  });
});

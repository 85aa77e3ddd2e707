import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  headerSettings,
  mergeResults,
  parseResultFile,
  type ResultFile,
  ResultFileError,
  resultHeader,
  resultLine,
} from "./result-file.ts";
import { type ItemRow, itemsOfShard, runItems, type Shard } from "./run-items.ts";
import { FACTS, NO_MODEL, TINY_VALUES, tiny } from "./testing/tiny.ts";

const settings = { times: 2, layer: 21, how: "plain", words: "" };
const ids = tiny.items(settings, FACTS);
const signal = new AbortController().signal;

const header = (shard: Shard) =>
  resultHeader({
    experiment: tiny,
    settings,
    facts: FACTS,
    shard,
    date: "2026-11-25",
    machine: "",
  });

async function textOf(shard: Shard, done: readonly string[] = []): Promise<string> {
  const lines = [resultLine(header(shard))];
  await runItems({
    experiment: tiny,
    settings,
    facts: FACTS,
    model: NO_MODEL,
    shard,
    done: new Set(done),
    signal,
    onRow: (row) => void lines.push(resultLine(row)),
  });
  return lines.join("");
}

const named = (text: string, name: string) => ({ ...parseResultFile(text, name), name });

describe("a run in items", () => {
  it("gives each item once, in order, and leaves out what is done", async () => {
    const whole = parseResultFile(await textOf({ index: 1, count: 1 }), "whole");
    expect([...whole.rows.keys()]).toEqual(ids);
    expect([...whole.rows.values()]).toEqual(TINY_VALUES.map((value) => ({ value: 2 * value })));
    const rest = parseResultFile(await textOf({ index: 1, count: 1 }, ids.slice(0, 4)), "rest");
    expect([...rest.rows.keys()]).toEqual(ids.slice(4));
  });

  it("stops where it is told to", async () => {
    const stop = new AbortController();
    const rows: ItemRow[] = [];
    const running = runItems({
      experiment: tiny,
      settings,
      facts: FACTS,
      model: NO_MODEL,
      signal: stop.signal,
      onRow: (row) => {
        rows.push(row);
        if (rows.length === 2) stop.abort();
      },
    });
    await expect(running).rejects.toThrow();
    expect(rows.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  });

  it("has shards that hold every item once, whatever their number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), (count) => {
        const all = Array.from({ length: count }, (_, i) =>
          itemsOfShard(ids, { index: i + 1, count }),
        );
        expect(all.flat().sort()).toEqual([...ids].sort());
      }),
    );
  });
});

describe("merging", () => {
  it("gives what a run in one piece gives, whatever the order of the files", async () => {
    const whole = parseResultFile(await textOf({ index: 1, count: 1 }), "whole");
    const shards = await Promise.all(
      [3, 1, 2].map(async (index) => named(await textOf({ index, count: 3 }), `${index}.jsonl`)),
    );
    const merged = mergeResults(shards, ids);
    expect([...merged.rows]).toEqual([...whole.rows]);
    expect(merged.header).toEqual(whole.header);
  });

  it.each<[string, (one: string, two: string) => readonly string[], RegExp]>([
    ["a shard twice", (one) => [one, one], /The item item-0 is in 0\.jsonl and in 1\.jsonl/],
    ["a shard missing", (one) => [one], /3 of 6 items are missing, of shard 2 of 2\./],
    [
      "a half done shard",
      (one, two) => [one, two.slice(0, two.indexOf("\n", two.indexOf("\n") + 1) + 1)],
      /2 of 6 items are missing, of shard 2 of 2\./,
    ],
    [
      "another model",
      (one, two) => [one, two.replaceAll("a".repeat(64), "c".repeat(64))],
      /1\.jsonl is of another run than 0\.jsonl: it has the model/,
    ],
    [
      "other settings",
      (one, two) => [one, two.replace('"times":2', '"times":3')],
      /it has times = 3, not 2/,
    ],
    [
      "an item of another version",
      (one, two) => [one, two.replace("item-1", "item-99")],
      /holds the item item-99, which this version/,
    ],
    ["nothing", () => [], /There is no file to merge/],
  ])("refuses %s", async (_, change, message) => {
    const [one, two] = [await textOf({ index: 1, count: 2 }), await textOf({ index: 2, count: 2 })];
    const files = change(one, two).map((text, place) => named(text, `${place}.jsonl`));
    expect(() => mergeResults(files, ids)).toThrow(message);
    expect(() => mergeResults(files, ids)).toThrow(ResultFileError);
  });
});

describe("a result file", () => {
  it("loses a torn last line and nothing else", async () => {
    const text = await textOf({ index: 1, count: 1 });
    for (let end = text.indexOf("\n") + 1; end <= text.length; end++) {
      const { rows, wholeLength } = parseResultFile(text.slice(0, end), "torn");
      expect(text[wholeLength - 1]).toBe("\n");
      expect(rows.size).toBe(text.slice(0, end).split("\n").length - 2);
    }
  });

  it.each<[string, (text: string) => string, RegExp]>([
    ["nothing", () => "", /holds no result/],
    ["something else", () => "a,b\n1,2\n", /is no result file/],
    ["another format", (text) => text.replace('"format":1', '"format":7'), /format 7, here 1/],
    ["a damaged line", (text) => text.replace('{"id":"item-2"', "{id"), /Line 4 of it is damaged/],
    ["an item twice", (text) => text.replace("item-2", "item-1"), /holds the item item-1 twice/],
  ])("is refused where it is %s, with what to do", async (_, change, message) => {
    const text = change(await textOf({ index: 1, count: 1 }));
    expect(() => parseResultFile(text, "it")).toThrow(message);
  });

  it("never hangs or throws anything but its own error", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.json())), (lines) => {
        try {
          parseResultFile(`${lines.join("\n")}\n`, "it");
        } catch (error) {
          expect(error).toBeInstanceOf(ResultFileError);
        }
      }),
      { seed: 8, numRuns: 500 },
    );
  });

  it("has its settings checked like any that come from outside", () => {
    const bad: ResultFile["header"] = {
      ...header({ index: 1, count: 1 }),
      settings: { times: 99 },
    };
    expect(() => headerSettings(bad, tiny, "it")).toThrow(/it has settings that do not fit/);
    expect(headerSettings(header({ index: 1, count: 1 }), tiny, "it")).toEqual(settings);
  });
});

describe("an experiment", () => {
  it("checks rows before it sums them up", () => {
    const results = tiny.results(
      new Map([
        ["item-0", { value: 1 }],
        ["item-1", { value: 2 }],
      ]),
      settings,
      FACTS,
    );
    expect(results?.sentence).toBe("The sum is 3.");
    expect(tiny.results(new Map([["item-0", { value: 1 }]]), settings, FACTS)).toBeNull();
    expect(() => tiny.results(new Map([["item-0", { value: "1" }]]), settings, FACTS)).toThrow();
  });
});

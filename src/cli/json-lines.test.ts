import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { parseJsonLines, readInput } from "./json-lines.ts";
import { UsageError } from "./usage-error.ts";

const Text = v.looseObject({ text: v.string("not a string") });
const parse = (text: string | Uint8Array) =>
  parseJsonLines(
    typeof text === "string" ? new TextEncoder().encode(text) : new Uint8Array(text),
    "in.jsonl",
    Text,
  );

describe("parseJsonLines", () => {
  it("keeps every key, and counts the lines that it skips", () => {
    const lines = parse('\ufeff{"id": 7, "text": "a"}\r\n\r\n{"text": "b", "tags": ["x"]}\n');
    expect(lines.map(({ given }) => given)).toEqual([
      { id: 7, text: "a" },
      { text: "b", tags: ["x"] },
    ]);
    expect(lines.map(({ where }) => where)).toEqual(["in.jsonl, line 1", "in.jsonl, line 3"]);
  });

  it("ends a line only at a line feed", () => {
    expect(parse('{"text": "a\u2028b"}')).toHaveLength(1);
  });

  it("gives back any objects that were written as JSON lines", () => {
    const line = fc.record({ text: fc.string({ unit: "binary" }), more: fc.jsonValue() });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        const text = lines.map((one) => `${JSON.stringify(one)}\n`).join("");
        expect(JSON.stringify(parse(text).map(({ given }) => given))).toBe(JSON.stringify(lines));
      }),
    );
  });

  it.each([
    ["an empty file", "", /^in\.jsonl is empty/],
    ["blank lines only", "\n \n", /^in\.jsonl is empty/],
    ["half a line", '{"text": "a"}\n{"text": "b', /^in\.jsonl, line 2 is not JSON: [^\n]+$/],
    ["two objects on a line", '{"text": "a"} {"text": "b"}', /^in\.jsonl, line 1 is not JSON/],
    ["a list", '["a"]', /^in\.jsonl, line 1 is not a JSON object/],
    ["null", "null", /^in\.jsonl, line 1 is not a JSON object/],
    ["a wrong type", '{"text": "a"}\n{"text": 3}', /^in\.jsonl, line 2: text: not a string\.$/],
    ["bytes that are no UTF-8", Uint8Array.of(0x7b, 0xff, 0x7d), /^in\.jsonl is not UTF-8 text/],
  ])("refuses %s", (_, text, message) => {
    expect(() => parse(text)).toThrow(UsageError);
    expect(() => parse(text)).toThrow(message);
  });
});

describe("readInput", () => {
  const io = { cwd: import.meta.dirname, stdin: async () => Uint8Array.of(65) };

  it("reads standard input for a dash, and paths from the user's folder", async () => {
    expect(await readInput("-", io)).toEqual(Uint8Array.of(65));
    expect((await readInput("json-lines.test.ts", io)).length).toBeGreaterThan(100);
  });

  it("says what is wrong with a path", async () => {
    await expect(readInput("nothing.jsonl", io)).rejects.toThrow("nothing.jsonl is not there.");
    await expect(readInput(".", io)).rejects.toThrow(". is a folder.");
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EngineError } from "./errors.ts";
import { parseModelManifest } from "./manifest.ts";

const shipped: unknown = JSON.parse(
  readFileSync("models/smollm2-135m-instruct/manifest.json", "utf8"),
);
const good = parseModelManifest(shipped);

function fault(change: Record<string, unknown>): EngineError {
  try {
    parseModelManifest({ ...good, ...change });
  } catch (error) {
    if (error instanceof EngineError) return error;
  }
  throw new Error("the manifest was taken");
}

describe("parseModelManifest", () => {
  it("takes the shipped model", () => {
    expect(good.architecture.layers).toBe(30);
    expect(good.shards.every((shard) => shard.bytes <= 45_000_000)).toBe(true);
  });

  it("refuses a later schema in words", () => {
    expect(fault({ schema: 2 }).message).toMatch(/schema: made for another version/);
    expect(fault({ schema: 2 }).kind).toBe("corrupt-model");
  });

  it("refuses sizes that do not add up", () => {
    expect(fault({ bytes: good.bytes + 1 }).message).toMatch(/add up/);
  });

  it.each(["../secret", "a/b", "", ".hidden", "https://elsewhere/x"])(
    "refuses the file name %j",
    (file) => {
      const [first, ...rest] = good.shards;
      expect(fault({ shards: [{ ...first, file }, ...rest] }).message).toMatch(/shards\.0\.file/);
    },
  );

  it.each([null, "text", [], {}])("refuses %j", (json) => {
    expect(() => parseModelManifest(json)).toThrow(EngineError);
  });
});

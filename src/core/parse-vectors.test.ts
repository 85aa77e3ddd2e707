import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BadVectors, parseManifest, parseVectors } from "./parse-vectors.ts";
import { testManifest, testVectors } from "./testing/vectors.ts";

const points = 3;
const width = 6;
const good = testVectors(points, width);
const json = JSON.stringify(good.manifest);
const bin = () => good.data.slice().buffer;

/** The manifest with one place, given as "a.b.0", changed. */
function changed(path: string, value: unknown): string {
  const copy: unknown = JSON.parse(json);
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  const parent = steps.reduce<unknown>(
    (node, step) => (node as Record<string, unknown>)[step],
    copy,
  );
  (parent as Record<string, unknown>)[last] = value;
  return JSON.stringify(copy);
}

describe("parseVectors", () => {
  it("takes what the product writes", () => {
    const parsed = parseVectors(json, bin());
    expect(parsed.manifest).toEqual(good.manifest);
    expect(parsed.data).toEqual(good.data);
  });

  it.each([
    ["schema", 2, /version/],
    ["model", "", /model/],
    ["weightsSha256", "xyz", /weightsSha256/],
    ["points", 0, /points/],
    ["points", 1e9, /points/],
    ["width", 6.5, /width/],
    ["emotions", ["calm"], /24 emotions/],
    ["emotions.0", "calm", /24 emotions/],
    ["residualNorm", [1, 2], /residualNorm: 2 entries for 3/],
    ["residualNorm.1", -1, /residualNorm\.1/],
    ["bestLayer.reply", 3, /bestLayer\.reply/],
    ["bestLayer.text", -1, /bestLayer\.text/],
    ["recipe.shrinkage", 2, /shrinkage/],
    ["sets.text.emotions.storySigma.2.5", 0, /storySigma\.2\.5/],
    ["sets.text.emotions.storySigma.2.5", null, /storySigma\.2\.5/],
    ["sets.reply.random.tokenSigma.0", [1], /tokenSigma\.0/],
    ["sets.reply.random.tokenSigma", [], /random\.tokenSigma: 0 entries/],
    ["sets.text.axes.happy-sad.tokenSigma", [1], /happy-sad\.tokenSigma/],
    ["sets.text.axes", {}, /desperate-calm/],
    ["sets.more", {}, /more/],
    ["extra", 1, /extra/],
  ])("names what is wrong: %s = %j", (path, value, message) => {
    expect(() => parseManifest(changed(path, value))).toThrow(BadVectors);
    expect(() => parseManifest(changed(path, value))).toThrow(message);
  });

  it("names a file of the wrong size, and numbers that cannot be", () => {
    expect(() => parseVectors(json, new ArrayBuffer(8))).toThrow(/8 bytes instead of/);
    const odd = good.data.slice();
    odd[7] = Number.NaN;
    expect(() => parseVectors(json, odd.buffer)).toThrow(/number 7 is not finite/);
    const long = good.data.slice();
    long[width] = 9;
    expect(() => parseVectors(json, long.buffer)).toThrow(/afraid at layer 0/);
  });

  it("never throws anything but BadVectors", () => {
    const attempt = (text: string) => {
      try {
        parseManifest(text);
      } catch (error) {
        expect(error).toBeInstanceOf(BadVectors);
      }
    };
    fc.assert(fc.property(fc.string(), attempt));
    fc.assert(fc.property(fc.json(), attempt));
    const keys = fc.constantFrom(...Object.keys(testManifest(points, width)));
    fc.assert(fc.property(keys, fc.jsonValue(), (key, value) => attempt(changed(key, value))));
    attempt('{"__proto__": {"schema": 1}}');
  });
});

import { describe, expect, it } from "vitest";
import { EMOTIONS, emotionIndex } from "./emotions.ts";
import { createRandom } from "./random.ts";
import { bandOf, randomBand } from "./random-band.ts";
import {
  directionValues,
  layerMatrix,
  type Readings,
  randomValues,
  ranked,
  tokenCount,
  trailingMean,
} from "./readings.ts";
import { testManifest } from "./testing/vectors.ts";
import { COLUMNS } from "./vectors-access.ts";

const points = 3;
const tokens = 9;
const { sets } = testManifest(points, 4);
const random = createRandom(1);
const z = Float32Array.from({ length: tokens * points * COLUMNS }, () => random.normal());
const readings: Readings = { z, points, set: sets.text };
const raw = { smooth: false };
const at = (t: number, p: number, c: number) => z[(t * points + p) * COLUMNS + c] ?? Number.NaN;

describe("directionValues", () => {
  it("divides an emotion by its token σ at its layer", () => {
    const values = directionValues(readings, "sad", 2, raw);
    const c = emotionIndex("sad");
    expect(values).toHaveLength(tokens);
    for (let t = 1; t < tokens; t++) {
      expect(values[t]).toBeCloseTo(at(t, 2, c) / (sets.text.emotions.tokenSigma[2]?.[c] ?? 0), 5);
    }
  });

  it("divides an axis' difference by the axis' own token σ", () => {
    const values = directionValues(readings, "afraid-calm", 1, raw);
    const difference = at(4, 1, emotionIndex("afraid")) - at(4, 1, emotionIndex("calm"));
    expect(values[4]).toBeCloseTo(
      difference / (sets.text.axes["afraid-calm"].tokenSigma[1] ?? 0),
      5,
    );
  });

  it("leaves out position 0, smooth or not", () => {
    const sink = z.slice();
    sink.fill(1e6, 0, points * COLUMNS);
    for (const smooth of [true, false]) {
      const values = directionValues({ ...readings, z: sink }, "calm", 1, { smooth });
      expect(values[0]).toBeNaN();
      expect(values.subarray(1)).toEqual(
        directionValues(readings, "calm", 1, { smooth }).subarray(1),
      );
    }
  });

  it("averages over five tokens by default", () => {
    const plain = directionValues(readings, "happy", 1, raw);
    const smooth = directionValues(readings, "happy", 1);
    const five = plain.subarray(3, 8).reduce((s, v) => s + v, 0) / 5;
    expect(smooth[7]).toBeCloseTo(five, 5);
    expect(smooth[2]).toBeCloseTo(((plain[1] ?? 0) + (plain[2] ?? 0)) / 2, 5);
  });

  it("reads no text as no values, and refuses a layer that is not there", () => {
    expect(directionValues({ ...readings, z: new Float32Array(0) }, "sad", 0)).toHaveLength(0);
    expect(() => directionValues(readings, "sad", points)).toThrow(RangeError);
    expect(() => directionValues(readings, "happy-sad", points)).toThrow(RangeError);
  });
});

describe("trailingMean", () => {
  it("does not carry a stray value along", () => {
    const values = Float32Array.from([1e9, 1, 1, 1, 1, 1, 1]);
    expect([...trailingMean(values).subarray(1)]).toEqual([1, 1, 1, 1, 1, 1]);
  });
});

describe("layerMatrix", () => {
  it("stacks the layers", () => {
    const matrix = layerMatrix(readings, "proud");
    expect(tokenCount(readings)).toBe(tokens);
    expect(matrix).toHaveLength(points * tokens);
    expect(matrix.subarray(tokens, 2 * tokens)).toEqual(directionValues(readings, "proud", 1));
  });
});

describe("ranked", () => {
  it("puts the strongest first, with the values that the text shows", () => {
    for (const smooth of [true, false]) {
      const list = ranked(readings, 1, 6, { smooth });
      expect(list).toHaveLength(EMOTIONS.length);
      for (const { emotion, value } of list) {
        expect(value).toBeCloseTo(directionValues(readings, emotion, 1, { smooth })[6] ?? 0, 4);
      }
      const values = list.map((r) => r.value);
      expect(values).toEqual([...values].sort((a, b) => b - a));
    }
  });

  it("is NaN at position 0, and refuses a token that is not there", () => {
    expect(ranked(readings, 1, 0).every((r) => Number.isNaN(r.value))).toBe(true);
    expect(() => ranked(readings, 1, tokens)).toThrow(RangeError);
  });
});

describe("the random band", () => {
  it("spans the 5th to 95th percentile", () => {
    const band = bandOf(Array.from({ length: 21 }, (_, i) => 20 - i));
    expect(band.low).toBeCloseTo(1, 12);
    expect(band.high).toBeCloseTo(19, 12);
    expect(bandOf([]).low).toBeNaN();
  });

  it("holds 18 of 20 directions at every token", () => {
    const values = randomValues(readings, 2);
    const { low, high } = randomBand(readings, 2);
    expect(low[0]).toBeNaN();
    for (let t = 1; t < tokens; t++) {
      const inside = values.filter(
        (v) => (v[t] ?? 0) >= (low[t] ?? 0) && (v[t] ?? 0) <= (high[t] ?? 0),
      );
      expect(inside).toHaveLength(18);
    }
    expect(() => randomBand(readings, points)).toThrow(RangeError);
  });
});

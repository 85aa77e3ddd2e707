import { describe, expect, it } from "vitest";
import { EMOTIONS } from "./emotions.ts";
import { testVectors } from "./testing/vectors.ts";
import { RANDOM_DIRECTIONS } from "./vectors.ts";
import {
  COLUMNS,
  centre,
  emotionVector,
  probeColumns,
  randomDirections,
  vectorDataLength,
} from "./vectors-access.ts";

const points = 3;
const width = 8;
const vectors = testVectors(points, width);

describe("views into emotions.bin", () => {
  it("follow the layout: set, point, centre first, then the emotions", () => {
    expect(centre(vectors, "text", 0)).toEqual(vectors.data.subarray(0, width));
    expect(emotionVector(vectors, "text", 0, "afraid")).toEqual(
      vectors.data.subarray(width, 2 * width),
    );
    const last = emotionVector(vectors, "reply", points - 1, "surprised");
    expect(last).toEqual(vectors.data.subarray(vectors.data.length - width));
  });

  it("share the data", () => {
    expect(emotionVector(vectors, "reply", 1, "calm").buffer).toBe(vectors.data.buffer);
  });

  it("cover all of it exactly once", () => {
    const starts = new Set<number>();
    for (const set of ["text", "reply"] as const) {
      for (let p = 0; p < points; p++) {
        starts.add(centre(vectors, set, p).byteOffset);
        for (const e of EMOTIONS) starts.add(emotionVector(vectors, set, p, e).byteOffset);
      }
    }
    expect(starts.size * width).toBe(vectorDataLength(points, width));
    expect(vectorDataLength(points, width)).toBe(vectors.data.length);
  });

  it("refuse a point that is not there", () => {
    expect(() => centre(vectors, "text", points)).toThrow(RangeError);
    expect(() => emotionVector(vectors, "text", 0.5, "calm")).toThrow(RangeError);
  });

  it("refuse an emotion that is not there", () => {
    expect(() => emotionVector(vectors, "text", 0, "smug" as "calm")).toThrow(/smug/);
  });
});

describe("probeColumns", () => {
  it("turns residuals into readings in story σ", () => {
    const { probes, centre: centres } = probeColumns(vectors, "reply");
    expect(probes.length).toBe(points * width * COLUMNS);
    const point = 2;
    const residual = Float32Array.from({ length: width }, (_, i) => Math.sin(i + 1));
    const read = (column: number) =>
      residual.reduce((sum, value, i) => {
        const centred = value - (centres[point * width + i] ?? 0);
        return sum + centred * (probes[(point * width + i) * COLUMNS + column] ?? 0);
      }, 0);

    const mu = centre(vectors, "reply", point);
    const project = (v: Float32Array) =>
      residual.reduce((sum, value, i) => sum + (value - (mu[i] ?? 0)) * (v[i] ?? 0), 0);
    const sad = emotionVector(vectors, "reply", point, "sad");
    const sigmas = vectors.manifest.sets.reply;
    const column = EMOTIONS.indexOf("sad");
    expect(read(column)).toBeCloseTo(
      project(sad) / (sigmas.emotions.storySigma[point]?.[column] ?? 0),
      5,
    );
    const random = randomDirections(width)[7] as Float32Array;
    expect(read(EMOTIONS.length + 7)).toBeCloseTo(
      project(random) / (sigmas.random.storySigma[point]?.[7] ?? 0),
      5,
    );
  });

  it("has one column for each emotion and random direction", () => {
    expect(COLUMNS).toBe(44);
    expect(randomDirections(width)).toHaveLength(RANDOM_DIRECTIONS.count);
  });
});

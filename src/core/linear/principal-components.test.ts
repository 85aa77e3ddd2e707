import { describe, expect, it } from "vitest";
import { createRandom } from "../random.ts";
import { randomMatrix } from "../testing/matrices.ts";
import { cosine, dot, unit } from "./dot.ts";
import { principalComponents } from "./principal-components.ts";

describe("principalComponents", () => {
  it("finds the directions that data was spread along, off its mean", () => {
    const [n, d] = [40, 90];
    const random = createRandom(1);
    const first = unit(randomMatrix(1, d, 2));
    const second = unit(randomMatrix(1, d, 3));
    const weights = Array.from({ length: n }, () => [10 * random.normal(), 4 * random.normal()]);
    const x = Float64Array.from({ length: n * d }, (_, at) => {
      const [a, b] = weights[Math.floor(at / d)] ?? [];
      const j = at % d;
      return 7 + (a ?? 0) * (first[j] ?? 0) + (b ?? 0) * (second[j] ?? 0) + 0.01 * random.normal();
    });
    const { directions, shares } = principalComponents(x, d, 0.99);
    expect(directions).toHaveLength(2);
    expect(Math.abs(cosine(directions[0] ?? first, first))).toBeGreaterThan(0.98);
    expect(Math.abs(dot(directions[0] ?? first, directions[1] ?? first))).toBeLessThan(1e-9);
    expect((shares[0] ?? 0) + (shares[1] ?? 0)).toBeGreaterThan(0.99);
  });

  it("takes no more components than the share needs", () => {
    const x = Float64Array.from([3, 0, 0, -3, 0, 0, 0, 1, 0, 0, -1, 0]);
    expect(principalComponents(x, 3, 0.5).directions).toHaveLength(1);
    expect(principalComponents(x, 3, 0.95).directions).toHaveLength(2);
  });

  it("finds none where rows do not differ", () => {
    const same = Float64Array.from({ length: 33 }, (_, i) => 0.1 + (i % 3) / 3);
    expect(principalComponents(same, 3, 0.5).directions).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { cosine, dot } from "../linear/dot.ts";
import { columnMeans } from "../linear/symmetric.ts";
import { randomMatrix } from "../testing/matrices.ts";
import { testStories } from "../testing/stories.ts";
import { classify, fittedVector } from "./emotion-fit.ts";
import { fromOrigin } from "./fit-emotion-vectors.ts";
import { fitPaperRecipe, neutralDirections } from "./paper-recipe.ts";
import { addStories, noMoments } from "./story-moments.ts";

const width = 20;
const { x, labels } = testStories(10, width, 1);
const origin = columnMeans(x, width);
const moments = noMoments(width);
addStories(moments, fromOrigin(x, origin), labels);

describe("the paper's recipe", () => {
  it("is the mean difference where nothing is taken out", () => {
    const fit = fitPaperRecipe(moments, origin, []);
    const angry = x.slice(10 * width, 20 * width);
    const offset = columnMeans(angry, width).map((v, j) => v - (fit.centre[j] ?? 0));
    expect(cosine(fittedVector(fit, "angry"), offset)).toBeCloseTo(1, 12);
  });

  it("takes out what neutral texts differ along", () => {
    // Neutral texts that are wide along every fifth column, as the stories' noise is.
    const neutral = randomMatrix(16, width, 4).map((v, at) => v * (at % 5 === 0 ? 20 : 0.1));
    const removed = neutralDirections(neutral, width);
    expect(removed.length).toBeGreaterThan(0);
    expect(removed.length).toBeLessThan(5);
    const fit = fitPaperRecipe(moments, origin, removed);
    for (const direction of removed) {
      expect(Math.abs(dot(fittedVector(fit, "sad"), direction))).toBeLessThan(1e-12);
    }
    const right = classify(fit, x).filter((guess, r) => guess === labels[r]).length;
    expect(right / labels.length).toBeGreaterThan(0.3);
  });
});

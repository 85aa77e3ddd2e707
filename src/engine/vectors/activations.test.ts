/** What building vectors reads, on the shipped model: the same every time, and what a full pass gives. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { storySpan } from "../../core/story-mean.ts";
import type { VectorSetName } from "../../core/vectors.ts";
import type { Model } from "../model.ts";
import { openFolder } from "../node/open-folder.ts";
import { largest, SHIPPED, worst } from "../testing/shipped.ts";
import { type Activations, collectActivations, setInput } from "./activations.ts";

const TEXTS = [
  "The rain had stopped before seven, and the garden smelled of earth and cut grass.",
  "I held my breath behind the door while the footsteps came up the stairs, one by one, and stopped.",
  "He counted the coins again. There were still only four.",
];

let model: Model;
beforeAll(async () => {
  model = await openFolder(SHIPPED, 2);
}, 120_000);
afterAll(() => model?.dispose());

const collect = (set: VectorSetName): Promise<Activations> =>
  collectActivations(model.transformer, model.tokenizer, set, TEXTS);

/** A text's pooled residual by one pass over all of its tokens: [P, d]. */
async function fullPass(set: VectorSetName, text: string): Promise<Float32Array> {
  const { ids } = setInput(model.tokenizer, set, text);
  const pool = new Float32Array(ids.length);
  const { start, end } = storySpan(ids.length);
  if (set === "text") pool.fill(1 / (end - start), start, end);
  else pool[ids.length - 1] = 1;
  const { pooled } = await model.transformer.forward({ batch: [ids], pool: [pool] });
  return pooled as Float32Array;
}

describe.each(["text", "reply"] as const)("collectActivations for %s", (set) => {
  it("gives the same bits twice", async () => {
    const bits = ({ points }: Activations) => points.map((row) => new Uint32Array(row.buffer));
    expect(bits(await collect(set))).toEqual(bits(await collect(set)));
  });

  it("gives what one full pass a text gives", async () => {
    const { points } = await collect(set);
    const { width } = model.transformer.settings;
    for (const [index, text] of TEXTS.entries()) {
      const whole = await fullPass(set, text);
      for (const [point, rows] of points.entries()) {
        const found = rows.subarray(index * width, (index + 1) * width);
        const expected = whole.subarray(point * width, (point + 1) * width);
        expect(worst(found, expected) / largest(expected)).toBeLessThan(1e-4);
      }
    }
  });
});

describe("residual norms", () => {
  it("leave the attention sink at position 0 out", async () => {
    const { residualNorm } = await collect("text");
    // The sink's norm is above 20,000 in the middle layers, other tokens' near 170.
    expect(residualNorm[16]).toBeGreaterThan(50);
    expect(residualNorm[16]).toBeLessThan(500);
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { memoryVerdict } from "../../core/model-memory.ts";
import { parseCatalogue } from "../../engine/catalogue.ts";
import { refuseTooLarge } from "./verdict.ts";

const { models } = parseCatalogue(JSON.parse(readFileSync("models/catalogue.json", "utf8")));
const shape = (id: string) => {
  const found = models.find((model) => model.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found.architecture;
};

describe("memoryVerdict", () => {
  it("lets the default and the models with vectors run, and refuses the largest", () => {
    for (const { id, vectors, architecture } of models) {
      if (vectors) expect(memoryVerdict(architecture, undefined).verdict, id).toBe("fits");
    }
    const large = memoryVerdict(shape("llama-3.2-1b-instruct"), undefined);
    expect(large).toMatchObject({ verdict: "too-large" });
    expect(large.verdictReason).toMatch(/takes about \d+\.\d GB.*4 GB at most/);
    expect(() => refuseTooLarge(shape("llama-3.2-1b-instruct"))).toThrow(/smaller model/);
  });

  it("says where a small device may end it", () => {
    expect(memoryVerdict(shape("smollm2-135m-instruct"), 4).verdict).toBe("fits");
    expect(memoryVerdict(shape("gemma-3-270m"), 2)).toMatchObject({
      verdict: "tight",
      verdictReason: expect.stringMatching(/1\.7 GB.*about 2 GB.*close other tabs/),
    });
  });
});

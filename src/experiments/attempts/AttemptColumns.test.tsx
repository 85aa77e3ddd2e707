import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { RAMP } from "../../core/colour.ts";
import { AttemptColumns, rampEnd } from "./AttemptColumns.tsx";
import type { Climb } from "./climb.ts";

const NONE = { value: 0, low: 0, high: 0, p: 1, band: { low: 0, high: 0 }, tasks: 8 };
const climb: Climb = {
  framing: "all",
  measure: "desperate-calm",
  place: "reply",
  tasks: 8,
  change: { failing: [0, 2, 4], passing: [0, -1, -4] },
  passed: { failing: [3, 3], passing: [4, 4] },
  total: 4,
  gap: NONE,
  slope: NONE,
};
const draw = (one: Climb) =>
  renderToStaticMarkup(<AttemptColumns climb={one} width={700} scale={1} summary="Said." />);

describe("the columns of attempts", () => {
  it("say what the tests said, with a mark and in words", () => {
    const html = draw(climb);
    expect(html.match(/✕ 3 of 4 pass/g)).toHaveLength(2);
    expect(html.match(/✓ 4 of 4 pass/g)).toHaveLength(2);
    expect(html).toContain("+4.0 σ");
    expect(html).toContain("−1.0 σ");
  });

  it("run from palest blue to darkest red, and for happy − sad the other way", () => {
    expect(rampEnd(climb)).toBe(4);
    const fills = (html: string) =>
      [...html.matchAll(/fill="(#[0-9a-f]{6})"/g)].map(([, hex]) => hex);
    const [, , reddest] = fills(draw(climb));
    expect(reddest).toBe(RAMP.at(-1));
    expect(fills(draw(climb)).at(-1)).toBe(RAMP[0]);
    expect(fills(draw({ ...climb, measure: "happy-sad" })).at(-1)).toBe(RAMP.at(-1));
  });

  it("do not make noise loud", () => {
    const quiet = { ...climb, change: { failing: [0, 0.1, 0], passing: [0, 0, 0] } };
    expect(rampEnd(quiet)).toBe(2);
  });
});

// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { drawnAt } from "../../charts/testing/drawn.ts";
import { brokenRanges } from "./Curve.tsx";
import { Figure } from "./figure.tsx";
import { inventedRows } from "./invented-rows.ts";
import { summarise } from "./summary.ts";

drawnAt(900);

const settings = { grid: "whole", where: "reply", layer: 21, part: "every", half: "test" };

function shown(loss: (alpha: number) => number = () => 0) {
  const rows = inventedRows(settings, {
    slope: (aspect, emotion) => (aspect === "own" || emotion === "angry" ? -3 : 0),
    loss,
  });
  const summary = summarise(rows, settings, "A model");
  if (summary === null) throw new Error("too few rows");
  return render(<Figure summary={summary} />).container;
}

describe("the figure", () => {
  it("draws 24 × 4 cells with their numbers, full where they are clear", () => {
    const container = shown();
    expect(container.querySelectorAll("rect.behaviour-hit")).toHaveLength(24 * 4);
    // Safety has too few different answers for any one emotion to come out clear.
    const full = container.querySelectorAll("rect.fill-c3");
    expect(full).toHaveLength(24 + 2);
    expect(container.querySelector("svg[data-chart]")?.textContent).toContain("−0.3");
    expect(container.innerHTML).not.toContain("NaN");
  });

  it("walks the cells by key and by click, and draws the chosen one's curve", () => {
    const container = shown();
    const slider = screen.getByRole("slider");
    expect(slider.getAttribute("aria-valuetext")).toMatch(/^afraid, own words: −0\.3\d nats/);
    fireEvent.keyDown(slider, { key: "ArrowDown" });
    fireEvent.keyDown(slider, { key: "ArrowRight" });
    expect(slider.getAttribute("aria-valuetext")).toMatch(
      /^angry, coding \(hard-coded\): .*beyond/,
    );
    expect(container.textContent).toContain("log odds of a hard-coded answer");
    const cells = container.querySelectorAll("rect.behaviour-hit");
    fireEvent.pointerDown(cells[24 * 4 - 1] as Element);
    expect(slider.getAttribute("aria-valuetext")).toMatch(/^surprised, safety \(/);
    fireEvent.keyDown(slider, { key: "ArrowRight" });
    expect(slider.getAttribute("aria-valuenow")).toBe("96");
  });

  it("shades where text breaks", () => {
    const container = shown((alpha) => (Math.abs(alpha) > 0.5 ? 60 : 0));
    expect(container.querySelectorAll("rect.behaviour-broken")).toHaveLength(2);
    expect(shown(() => 60).innerHTML).not.toContain("NaN");
  });

  it("shades from half way", () => {
    const curve = [-0.6, -0.3, 0, 0.3].map((alpha) => ({
      alpha,
      coherent: alpha > -0.2 && alpha < 0.2,
    }));
    const rounded = brokenRanges(curve, 0.7).map((ends) =>
      ends.map((one) => Number(one.toFixed(3))),
    );
    expect(rounded).toEqual([
      [-0.7, -0.15],
      [0.15, 0.7],
    ]);
  });
});

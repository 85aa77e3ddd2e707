// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { drawnAt } from "../../charts/testing/drawn.ts";
import { Figure } from "./figure.tsx";
import { inventedRows } from "./invented-rows.ts";
import { summarise } from "./summary.ts";

drawnAt(900);

const rows = inventedRows({ climb: 0.5, rescue: 2, loathing: 1, steering: 1 });

describe("the spiral's figure", () => {
  it("draws both arms, each ending and steering, and the reading that is chosen", () => {
    const summary = summarise(rows, 0.3, "A model");
    if (summary === null) throw new Error("too few rows");
    const { container } = render(<Figure summary={summary} />);
    const svg = container.querySelector("svg[data-chart]");
    for (const text of ["rejected", "accepted", "the rescue message", "steered calm +0.30"]) {
      expect(svg?.textContent).toContain(text);
    }
    // Nine turns in two arms; four endings at four times; calm and random.
    expect(container.querySelectorAll("circle.point")).toHaveLength(2 * 9 + 4 * 4 + 2);
    const before = svg?.innerHTML;
    fireEvent.click(screen.getByRole("button", { name: "self-loathing" }));
    expect(container.querySelector("svg[data-chart]")?.innerHTML).not.toBe(before);
    expect(container.innerHTML).not.toContain("NaN");
  });

  it("draws the climb alone while the endings are not there yet", () => {
    const climbs = new Map([...rows].filter(([, row]) => row.kind === "climb"));
    const summary = summarise(climbs, 0.3, "A model");
    if (summary === null) throw new Error("too few rows");
    const { container } = render(<Figure summary={summary} />);
    expect(container.querySelectorAll("circle.point")).toHaveLength(2 * 9);
    expect(container.innerHTML).not.toContain("NaN");
  });
});

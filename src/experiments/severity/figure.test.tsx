// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { drawnAt } from "../../charts/testing/drawn.ts";
import type { Curve, CurveGroup } from "./curves.ts";
import { Figure } from "./figure.tsx";
import type { Effect, PairPoint } from "./pairs.ts";
import type { PlaceView, SeveritySummary } from "./summary.ts";

drawnAt(900);

const band = { low: -1, high: 1 };
const effect: Effect = { value: 1, low: 0.5, high: 1.5, p: 0.01, band, widths: 0.5 };
const pairs: readonly PairPoint[] = [
  { id: "pair-1", label: "small", danger: 1, harmless: 0.8 },
  { id: "pair-2", label: "turned", danger: -2, harmless: 1 },
  { id: "pair-3", label: "wide", danger: 3, harmless: -1 },
];
const curve = (id: string, survives: boolean): Curve => {
  const statistics = (values: readonly number[]) => ({ values, rho: 0.9, p: 0.01, rise: 2 });
  return {
    id,
    title: `Title of ${id}`,
    controlLabel: "a control",
    emotion: "afraid",
    direction: "up",
    doses: ["one", "two", "three"],
    template: statistics([0, 1, 2]),
    control: statistics([0, 0, 0]),
    beyond: statistics([0, 1, 2]),
    band,
    follows: true,
    survives,
  };
};
const group = (...curves: readonly Curve[]): CurveGroup => ({
  curves,
  situations: curves.length,
  effect,
});
const view = (place: PlaceView["place"], numbers: CurveGroup | null): PlaceView => ({
  place,
  layer: 20,
  pairs,
  effects: { afraid: effect, desperate: effect, calm: effect },
  ladders: group(curve("fire", true), curve("water", false)),
  numbers,
});
const summary: SeveritySummary = {
  model: "A model",
  views: [view("text", group(curve("dog", true))), view("reply", null)],
};

describe("the figure", () => {
  it("draws pairs from the widest step up to the widest down", () => {
    render(<Figure summary={summary} />);
    const names = screen
      .getAllByText(/^(small|turned|wide)$/)
      .map((name) => [Number(name.getAttribute("y")), name.textContent] as const);
    names.sort((a, b) => a[0] - b[0]);
    expect(names.map(([, name]) => name)).toEqual(["wide", "small", "turned"]);
  });

  it("says in words what it shows, and which curves go on beyond their control", () => {
    render(<Figure summary={summary} />);
    expect(screen.getByRole("img").getAttribute("aria-label")).toContain("1 of 2 ladders");
    expect(screen.getAllByText(/beyond it$/)).toHaveLength(1);
    expect(screen.getByText("dog: afraid up").getAttribute("class")).toBe("severity-strong");
  });

  it("changes where it is read, and does without curves that are not there yet", () => {
    render(<Figure summary={summary} />);
    fireEvent.click(screen.getByRole("radio", { name: "before the reply" }));
    expect(screen.queryByText("dog: afraid up")).toBeNull();
    expect(screen.getByText("Title of fire")).toBeTruthy();
  });
});

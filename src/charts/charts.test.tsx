// @vitest-environment jsdom
import { fireEvent, render, screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ChartFrame } from "./ChartFrame.tsx";
import { DoseChart } from "./DoseChart.tsx";
import { barSpan, EmotionBars, ranked } from "./EmotionBars.tsx";
import { LayerHeatMap, layerTicks } from "./LayerHeatMap.tsx";
import { TraceChart } from "./TraceChart.tsx";
import { drawnAt } from "./testing/drawn.ts";

drawnAt(600);
beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
});

const trace = {
  tokens: ["All", " tests", " fail"],
  series: [
    { id: "desperate", label: "desperate", colour: "c1", values: [Number.NaN, 0.5, 2.44] },
    { id: "calm", label: "calm", colour: "c3", values: [Number.NaN, 0.1, -1] },
  ],
  band: { low: [Number.NaN, -1, -1], high: [Number.NaN, 1, 1] },
  unit: "σ",
} as const;

describe("TraceChart", () => {
  it("says the token's numbers and moves with the arrows", () => {
    const onCursor = vi.fn();
    render(<TraceChart {...trace} cursor={2} onCursor={onCursor} />);
    const slider = screen.getByRole("slider", { name: "Token" });
    expect(slider.getAttribute("aria-valuetext")).toBe(
      "token 3, fail: desperate +2.4 σ, calm \u22121.0 σ",
    );
    fireEvent.keyDown(slider, { key: "ArrowLeft" });
    fireEvent.keyDown(slider, { key: "ArrowRight" });
    expect(onCursor.mock.calls).toEqual([[1], [2]]);
  });

  it("names each line at its end and draws the band", () => {
    const { container } = render(<TraceChart {...trace} cursor={null} onCursor={() => {}} />);
    const ends = [...container.querySelectorAll(".end-label")].map((label) => label.textContent);
    expect(ends).toEqual(["desperate", "calm"]);
    expect(container.querySelector(".band")?.getAttribute("d")).toMatch(/^M.*Z$/);
  });
});

describe("DoseChart", () => {
  const doses = [
    { label: "one candle", x: null },
    { label: "the whole house", x: null },
  ];

  it("draws only the points that are computed, with the control dashed", () => {
    const series = [
      { id: "afraid", label: "afraid", colour: "c1", values: [0.1, Number.NaN], control: [0, 0.1] },
    ] as const;
    const { container } = render(
      <DoseChart
        doses={doses}
        scale="words"
        series={series}
        band={null}
        chosen={0}
        onChoose={() => {}}
        unit="σ"
      />,
    );
    expect(container.querySelectorAll("circle")).toHaveLength(1);
    expect(container.querySelectorAll(".line-control")).toHaveLength(1);
    expect(screen.getByRole("slider").getAttribute("aria-valuetext")).toBe(
      "one candle: afraid +0.10 σ (control 0.00 σ)",
    );
  });
});

describe("LayerHeatMap", () => {
  it("picks the layer with up and down and the token with left and right", () => {
    const onLayer = vi.fn();
    const onCursor = vi.fn();
    const grid = { values: new Float32Array(31 * 3).fill(1), rows: 31, columns: 3 };
    render(
      <LayerHeatMap
        grid={grid}
        tokens={trace.tokens}
        layer={20}
        onLayer={onLayer}
        cursor={1}
        onCursor={onCursor}
        unit="σ"
      />,
    );
    const slider = screen.getByRole("slider", { name: "Layer" });
    expect(slider.getAttribute("aria-valuetext")).toBe("layer 20, tests: +1.0 σ");
    fireEvent.keyDown(slider, { key: "ArrowUp" });
    fireEvent.keyDown(slider, { key: "ArrowLeft" });
    expect(onLayer).toHaveBeenCalledExactlyOnceWith(21);
    expect(onCursor).toHaveBeenCalledExactlyOnceWith(0);
  });

  it("labels the layers of small and large models", () => {
    expect(layerTicks(31)).toEqual([0, 10, 20, 30]);
    expect(layerTicks(25)).toEqual([0, 10, 20]);
    expect(layerTicks(28)).toEqual([0, 10, 20, 27]);
  });
});

describe("EmotionBars", () => {
  const values = Array.from({ length: 24 }, (_, index) => ({
    emotion: `emotion ${index}`,
    value: 12 - index,
  }));

  it("shows the strongest seven and the weakest three, and all on demand", () => {
    render(<EmotionBars values={values} unit="σ" />);
    expect(screen.getAllByRole("listitem")).toHaveLength(10);
    fireEvent.click(screen.getByRole("button", { name: "Show all 24" }));
    expect(screen.getAllByRole("listitem")).toHaveLength(24);
  });

  it("draws from the middle, to the side of the sign, and no farther than the track", () => {
    expect(barSpan(1.6, 3.2)).toEqual({ start: 50, size: 25 });
    expect(barSpan(-9, 3.2)).toEqual({ start: 0, size: 50 });
    expect(barSpan(Number.NaN, 3.2)).toEqual({ start: 50, size: 0 });
  });

  it("ranks what was not read last", () => {
    const order = ranked([
      { emotion: "a", value: Number.NaN },
      { emotion: "b", value: -3 },
    ]);
    expect(order.map(({ emotion }) => emotion)).toEqual(["b", "a"]);
  });
});

describe("ChartFrame", () => {
  it("shows its sentence always and its table on demand", () => {
    const table = { columns: ["token", "σ"], rows: [["fail", 2.4444]] };
    render(
      <ChartFrame title="Along the text" summary="It climbs." table={() => table}>
        <svg data-chart="" width="10" height="10" aria-hidden="true" />
      </ChartFrame>,
    );
    const figure = screen.getByRole("figure", { name: "Along the text" });
    expect(within(figure).getByText("It climbs.")).toBeTruthy();
    expect(screen.queryByRole("table")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Show as table" }));
    expect(within(screen.getByRole("table")).getByText("2.44")).toBeTruthy();
  });

  it("says so where there is nothing to save yet", async () => {
    render(
      <ChartFrame title="Empty" summary="" table={() => ({ columns: [], rows: [] })}>
        <p>waiting</p>
      </ChartFrame>,
    );
    fireEvent.click(screen.getByRole("button", { name: "SVG" }));
    expect((await screen.findByRole("alert")).textContent).toBe("There is nothing to save yet.");
  });
});

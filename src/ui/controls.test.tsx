// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DIRECTION_GROUPS, layerOptions } from "./choices.ts";
import { loadingText, ModelChip, type ModelChipState } from "./ModelChip.tsx";
import { Notice } from "./Notice.tsx";
import { Select } from "./Select.tsx";
import { Slider } from "./Slider.tsx";
import { TextField } from "./TextField.tsx";

afterEach(cleanup);

function Afraid() {
  const [alpha, setAlpha] = useState(0.35);
  return <Slider label="afraid" value={alpha} onChange={setAlpha} />;
}

describe("Slider", () => {
  it("moves by 0.05 with the arrows and says its value", () => {
    render(<Afraid />);
    const slider = screen.getByRole("slider", { name: "afraid" });
    fireEvent.keyDown(slider, { key: "ArrowLeft" });
    expect(slider.getAttribute("aria-valuetext")).toBe("+0.30");
    fireEvent.keyDown(slider, { key: "Home" });
    expect(slider.getAttribute("aria-valuetext")).toBe("\u22120.60");
  });

  it("takes a typed number at Enter, within its limits, and puts back what is none", () => {
    render(<Afraid />);
    const field = screen.getByRole<HTMLInputElement>("textbox", { name: "afraid, as a number" });
    fireEvent.change(field, { target: { value: "-0,2" } });
    fireEvent.keyDown(field, { key: "Enter" });
    expect(field.value).toBe("\u22120.20");
    fireEvent.change(field, { target: { value: "9" } });
    fireEvent.blur(field);
    expect(field.value).toBe("+0.60");
    fireEvent.change(field, { target: { value: "much" } });
    expect(field.getAttribute("aria-invalid")).toBe("true");
    fireEvent.blur(field);
    expect(field.value).toBe("+0.60");
  });
});

describe("Select", () => {
  it("offers axes before emotions and hands out the chosen id", () => {
    const onChange = vi.fn();
    render(
      <Select
        label="Direction"
        groups={DIRECTION_GROUPS}
        value="desperate-calm"
        onChange={onChange}
      />,
    );
    const select = screen.getByRole("combobox", { name: "Direction" });
    expect(
      screen
        .getAllByRole("option")
        .slice(0, 4)
        .map((option) => option.textContent),
    ).toEqual(["desperate − calm", "afraid − calm", "happy − sad", "afraid"]);
    fireEvent.change(select, { target: { value: "afraid" } });
    expect(onChange).toHaveBeenCalledWith("afraid");
  });

  it("names every residual point", () => {
    const options = layerOptions(30, 20);
    expect(options).toHaveLength(31);
    expect(options[0]?.label).toBe("embedding");
    expect(options[20]?.label).toBe("layer 20 of 30 · reads best");
  });
});

describe("ModelChip", () => {
  function show(state: ModelChipState) {
    const onLook = vi.fn();
    const onLoad = vi.fn();
    const onCancel = vi.fn();
    render(
      <ModelChip
        name="SmolLM2-135M"
        href="#page=models"
        state={state}
        onLook={onLook}
        onLoad={onLoad}
        onCancel={onCancel}
      />,
    );
    return { onLook, onLoad, onCancel };
  }

  it("names the size before anything is fetched", () => {
    const { onLoad } = show({ kind: "idle", bytes: 98e6, cached: false });
    fireEvent.click(screen.getByRole("button", { name: "Load model, 98 MB" }));
    expect(onLoad).toHaveBeenCalledOnce();
  });

  it("asks before a server is asked that a link names", () => {
    const { onLook, onLoad } = show({ kind: "asking", host: "example.org" });
    fireEvent.click(screen.getByRole("button", { name: "Look at it" }));
    expect(onLook).toHaveBeenCalledOnce();
    expect(onLoad).not.toHaveBeenCalled();
  });

  it("shows phase, megabytes and seconds, and can be cancelled", () => {
    const loading = { kind: "loading", done: 43e6, total: 98e6, secondsLeft: 7 } as const;
    const { onCancel } = show({ ...loading, phase: "download", cached: false });
    expect(screen.getByText("downloading 43 of 98 MB · 7 s left")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(onCancel).toHaveBeenCalledOnce();
    expect(loadingText({ ...loading, phase: "download", cached: true })).toMatch(/^reading 43/);
    expect(loadingText({ ...loading, phase: "wait", cached: false, secondsLeft: null })).toBe(
      "waiting for another tab that loads it",
    );
    expect(loadingText({ ...loading, phase: "session", cached: false, secondsLeft: null })).toBe(
      "starting",
    );
  });

  it("says what runs, and offers a second try after a failure", () => {
    show({ kind: "ready", where: "WebAssembly · 1 thread" });
    expect(screen.getByText("WebAssembly · 1 thread")).toBeTruthy();
    cleanup();
    const { onLoad } = show({ kind: "failed", message: "A shard is missing.", retry: true });
    expect(screen.getByRole("status").textContent).toContain("A shard is missing.");
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(onLoad).toHaveBeenCalledOnce();
  });

  it("offers no second try where one can't help", () => {
    show({ kind: "failed", message: "No SIMD here.", retry: false });
    expect(screen.getByRole("status").textContent).toContain("No SIMD here.");
    expect(screen.queryByRole("button")).toBeNull();
  });
});

describe("TextField", () => {
  it("ties its error to the field, and submits with Enter but not while composing", () => {
    const onSubmit = vi.fn();
    render(
      <TextField
        label="Template"
        value=""
        onChange={() => {}}
        error="Put {X} in."
        onSubmit={onSubmit}
      />,
    );
    const field = screen.getByRole("textbox", { name: "Template" });
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent).toBe(
      "Put {X} in.",
    );
    fireEvent.keyDown(field, { key: "Enter", isComposing: true });
    fireEvent.keyDown(field, { key: "Enter" });
    expect(onSubmit).toHaveBeenCalledOnce();
  });
});

describe("Notice", () => {
  it("interrupts for an error alone", () => {
    render(<Notice kind="error">The download stopped.</Notice>);
    expect(screen.getByRole("alert").textContent).toContain("Error: The download stopped.");
    render(<Notice>2,048 tokens are read.</Notice>);
    expect(screen.getByRole("status").textContent).toContain("2,048 tokens are read.");
  });
});

// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { spansOfPieces } from "./segments.ts";
import { nextPiece, TokenText } from "./TokenText.tsx";

afterEach(cleanup);

const pieces = ["All", " tests", " fail", "."];
const text = pieces.join("");
const tokens = spansOfPieces(pieces);

function Reader({ onHover }: { readonly onHover?: (token: number | null) => void }) {
  const [cursor, setCursor] = useState<number | null>(null);
  return (
    <TokenText
      text={text}
      tokens={tokens}
      values={[Number.NaN, 0.1, 2.44, -1]}
      unit="σ desperate − calm"
      label="Example"
      cursor={cursor}
      onCursor={setCursor}
      {...(onHover && { onHover })}
    />
  );
}

describe("TokenText", () => {
  it("says each token's number and what it measures, and colours only what was read", () => {
    render(<Reader />);
    const fail = screen.getByRole("option", { name: "fail, +2.4 σ desperate − calm" });
    expect(fail.style.backgroundColor).not.toBe("");
    const first = screen.getByRole("option", { name: "All, not read" });
    expect(first.style.backgroundColor).toBe("");
    expect(screen.getByRole("listbox").textContent).toBe(text);
  });

  it("is one tab stop, which arrows, Home and End move", () => {
    render(<Reader />);
    const options = screen.getAllByRole("option");
    expect(options.map((option) => option.tabIndex)).toEqual([0, -1, -1, -1]);
    options[0]?.focus();
    fireEvent.keyDown(document.activeElement ?? document.body, { key: "ArrowRight" });
    expect(document.activeElement).toBe(options[1]);
    expect(options[1]?.getAttribute("aria-selected")).toBe("true");
    fireEvent.keyDown(document.activeElement ?? document.body, { key: "End" });
    expect(options.map((option) => option.tabIndex)).toEqual([-1, -1, -1, 0]);
    fireEvent.keyDown(document.activeElement ?? document.body, { key: "Home" });
    expect(document.activeElement).toBe(options[0]);
  });

  it("leaves the browser's own shortcuts alone", () => {
    render(<Reader />);
    const [first] = screen.getAllByRole("option");
    first?.focus();
    const went = fireEvent.keyDown(first ?? document.body, { key: "ArrowRight", altKey: true });
    expect(went).toBe(true);
    expect(document.activeElement).toBe(first);
  });

  it("tells which token is under the pointer", () => {
    const onHover = vi.fn();
    render(<Reader onHover={onHover} />);
    fireEvent.pointerEnter(screen.getAllByRole("option")[2] ?? document.body);
    fireEvent.pointerLeave(screen.getByRole("listbox"));
    expect(onHover.mock.calls).toEqual([[2], [null]]);
  });
});

describe("nextPiece", () => {
  it("stays inside, and walks lines through the layout", () => {
    const lines = (step: -1 | 1) => 10 + step;
    expect(nextPiece("ArrowRight", 3, 4, lines)).toBe(3);
    expect(nextPiece("ArrowLeft", 0, 4, lines)).toBe(0);
    expect(nextPiece("ArrowDown", 0, 4, lines)).toBe(11);
    expect(nextPiece("ArrowUp", 0, 4, lines)).toBe(9);
    expect(nextPiece("x", 0, 4, lines)).toBeNull();
  });
});

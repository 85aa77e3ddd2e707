// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ColouredTextarea } from "./ColouredTextarea.tsx";
import { spansOfPieces } from "./segments.ts";

class NoObserver {
  observe() {}
  disconnect() {}
}

beforeEach(() => vi.stubGlobal("ResizeObserver", NoObserver));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const pieces = ["All", " twelve", " tests"];
const reading = { text: pieces.join(""), tokens: spansOfPieces(pieces) };
const values = [Number.NaN, 0.5, 2];

function Writer({ onCaretToken }: { readonly onCaretToken: (token: number) => void }) {
  const [text, setText] = useState(reading.text);
  return (
    <ColouredTextarea
      label="Text"
      value={text}
      onChange={setText}
      reading={reading}
      values={values}
      cursor={1}
      onCaretToken={onCaretToken}
    />
  );
}

function coloured(): (string | null)[] {
  return [...document.querySelectorAll<HTMLElement>("[data-piece]")]
    .filter((piece) => piece.style.backgroundColor !== "")
    .map((piece) => piece.textContent);
}

function box(): HTMLTextAreaElement {
  return screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Text" });
}

describe("ColouredTextarea", () => {
  it("is a real text box over a mirror of the same text", () => {
    render(<Writer onCaretToken={() => {}} />);
    expect(box().value).toBe(reading.text);
    expect(document.querySelector(".coloured-mirror")?.textContent).toBe(reading.text);
    expect(document.querySelector(".coloured-mirror")?.getAttribute("aria-hidden")).toBe("true");
    expect(coloured()).toEqual([" twelve", " tests"]);
  });

  it("keeps the colours of what a change left alone", () => {
    render(<Writer onCaretToken={() => {}} />);
    fireEvent.change(box(), { target: { value: "All eleven tests, again" } });
    expect(document.querySelector(".coloured-mirror")?.textContent).toBe("All eleven tests, again");
    expect(coloured()).toEqual([]);
    fireEvent.change(box(), { target: { value: "All twelve tests fail" } });
    expect(coloured()).toEqual([" twelve", " tests"]);
    fireEvent.change(box(), { target: { value: "All 12 tests" } });
    expect(coloured()).toEqual([" tests"]);
  });

  it("tells the token at the caret once, when it changes", () => {
    const onCaretToken = vi.fn();
    render(<Writer onCaretToken={onCaretToken} />);
    box().focus();
    for (const caret of [5, 7, 13]) {
      box().setSelectionRange(caret, caret);
      fireEvent.select(box());
    }
    expect(onCaretToken.mock.calls).toEqual([[1], [2]]);
  });

  it("shows an empty last line at its full height", () => {
    render(<Writer onCaretToken={() => {}} />);
    fireEvent.change(box(), { target: { value: "All\n" } });
    expect(document.querySelector(".coloured-mirror")?.textContent).toBe("All\n\u200b");
  });
});

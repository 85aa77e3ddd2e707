// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Shell } from "./Shell.tsx";

const items = [
  { id: "read", label: "Read", href: "#page=read" },
  { id: "about", label: "About", href: "#page=about" },
];

beforeEach(() => vi.spyOn(console, "error").mockImplementation(() => {}));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function frame(page: string, content: React.ReactNode, present = false) {
  return (
    <Shell
      title={page === "read" ? "Read" : "About"}
      page={page}
      present={present}
      items={items}
      homeHref="#"
      tools={null}
    >
      {content}
    </Shell>
  );
}

const fault = { present: false };

function FaultyPage() {
  if (fault.present) throw new Error("no such layer");
  return <p>all well</p>;
}

describe("Shell", () => {
  it("names the page in the window's title and in the navigation", () => {
    const { rerender } = render(frame("read", <p>text</p>));
    expect(document.title).toBe("Read · Moodring");
    rerender(frame("about", <p>text</p>));
    expect(document.title).toBe("About · Moodring");
    expect(screen.getByRole("link", { current: "page" }).textContent).toBe("About");
  });

  it("marks presentation mode on the document", () => {
    const { rerender } = render(frame("read", null, true));
    expect(document.documentElement.dataset.present).toBe("");
    rerender(frame("read", null, false));
    expect(document.documentElement.dataset.present).toBeUndefined();
  });

  it("skips to the page without touching the address", () => {
    render(frame("read", <p>text</p>));
    const before = window.location.href;
    fireEvent.click(screen.getByRole("button", { name: "Skip to the page" }));
    expect(document.activeElement).toBe(screen.getByRole("main"));
    expect(window.location.href).toBe(before);
  });

  it("keeps a fault in a page to itself, and draws the page again on demand", () => {
    fault.present = true;
    render(frame("read", <FaultyPage />));
    expect(screen.getByRole("alert").textContent).toContain("no such layer");
    expect(screen.getByRole("navigation")).toBeTruthy();
    fault.present = false;
    fireEvent.click(screen.getByRole("button", { name: "Draw it again" }));
    expect(screen.getByText("all well")).toBeTruthy();
  });

  it("forgets the fault on another page", () => {
    fault.present = true;
    const { rerender } = render(frame("read", <FaultyPage />));
    rerender(frame("about", <p>all well</p>));
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { GLOSSARY } from "../../content/glossary.ts";
import { AboutPage } from "./AboutPage.tsx";

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
});
afterEach(cleanup);

it("stands without a report and says that there is none", () => {
  render(<AboutPage report={null} reports={[]} />);
  expect(screen.getByText("No report for this model")).toBeTruthy();
  expect(screen.queryByRole("figure")).toBeNull();
});

it("carries the caveat, and every term of the glossary", () => {
  render(<AboutPage report={null} reports={[]} />);
  expect(screen.getByText(/They are\s+not feelings/)).toBeTruthy();
  expect(document.querySelectorAll(".glossary dt")).toHaveLength(GLOSSARY.length);
});

it("jumps to a section with the focus, and leaves the address alone", () => {
  render(<AboutPage report={null} reports={[]} />);
  const before = window.location.href;
  fireEvent.click(screen.getByRole("button", { name: "Glossary" }));
  expect(document.activeElement?.textContent).toBe("Glossary");
  expect(window.location.href).toBe(before);
});

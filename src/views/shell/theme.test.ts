// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from "vitest";
import { applyTheme, nextTheme, storedTheme } from "./theme.ts";

const root = document.documentElement;

describe("theme", () => {
  beforeEach(() => localStorage.clear());

  it("is remembered, and the system's theme leaves no mark", () => {
    applyTheme("dark", root, localStorage);
    expect(root.dataset.theme).toBe("dark");
    expect(storedTheme(localStorage)).toBe("dark");
    applyTheme("system", root, localStorage);
    expect(root.dataset.theme).toBeUndefined();
    expect(storedTheme(localStorage)).toBe("system");
  });

  it("works without storage, and with nonsense in it", () => {
    const closed = {
      getItem: () => {
        throw new Error("closed");
      },
    };
    expect(storedTheme(closed)).toBe("system");
    expect(storedTheme(null)).toBe("system");
    localStorage.setItem("moodring.theme", "purple");
    expect(storedTheme(localStorage)).toBe("system");
    applyTheme("light", root, null);
    expect(root.dataset.theme).toBe("light");
  });

  it("goes round", () => {
    expect(nextTheme("system")).toBe("light");
    expect(nextTheme("dark")).toBe("system");
  });
});

import { cleanup } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";

class NoObserver {
  observe() {}
  disconnect() {}
}

/** For tests of charts: every test of the file finds elements of that width, which never changes. */
export function drawnAt(width: number): void {
  beforeEach(() => {
    vi.stubGlobal("ResizeObserver", NoObserver);
    vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(width);
  });
  afterEach(() => {
    cleanup();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
}

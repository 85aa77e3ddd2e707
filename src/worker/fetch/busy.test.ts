import { expect, it } from "vitest";
import { retryAfterMs, ServerBusy, waitFor } from "./busy.ts";

it.each([
  [null, null],
  ["0", 0],
  ["17", 17_000],
  ["Thu, 01 Jan 1970 00:00:30 GMT", 20_000],
  ["Thu, 01 Jan 1970 00:00:05 GMT", 0],
  ["soon", null],
  ["-3x", null],
])("reads Retry-After: %s", (header, ms) => {
  expect(retryAfterMs(header, 10_000)).toBe(ms);
});

it("waits as long as the server asks, and not for minutes", () => {
  expect(waitFor(new ServerBusy("", null), 500)).toBe(500);
  expect(waitFor(new ServerBusy("", 3000), 500)).toBe(3000);
  expect(waitFor(new ServerBusy("", 60_000), 500)).toBe(60_000);
  expect(waitFor(new ServerBusy("", 60_001), 500)).toBeNull();
  expect(waitFor(new Error("broken off"), 500)).toBe(500);
});

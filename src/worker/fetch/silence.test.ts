import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { beforeSilence, SILENCE_MS } from "./silence.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = () => new Promise<never>(() => {});

it("gives up after the whole silence, not before", async () => {
  let fault: unknown;
  beforeSilence(never()).catch((error: unknown) => {
    fault = error;
  });
  await vi.advanceTimersByTimeAsync(SILENCE_MS - 1);
  expect(fault).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1);
  expect(fault).toEqual(new Error("nothing came for 30 s"));
});

it("does not count the time that a machine sleeps", async () => {
  let fault: unknown;
  beforeSilence(never()).catch((error: unknown) => {
    fault = error;
  });
  await vi.advanceTimersByTimeAsync(SILENCE_MS / 2);
  vi.setSystemTime(Date.now() + 3_600_000);
  await vi.advanceTimersByTimeAsync(SILENCE_MS / 2 - 1);
  expect(fault).toBeUndefined();
});

it("leaves no timer behind an answer, or a failure", async () => {
  await expect(beforeSilence(Promise.resolve(3))).resolves.toBe(3);
  await expect(beforeSilence(Promise.reject(new Error("cut")))).rejects.toThrow("cut");
  expect(vi.getTimerCount()).toBe(0);
});

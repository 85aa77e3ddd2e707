import { describe, expect, it } from "vitest";
import { within } from "./within.ts";

describe("within", () => {
  it("gives what the work gives, or says that it took too long", async () => {
    expect(await within(1, async () => 7)).toBe(7);
    await expect(within(1, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    await expect(within(0.01, () => new Promise(() => {}))).rejects.toThrow("no answer in 0.01 s");
  });
});

import { describe, expect, it } from "vitest";
import { NO_ROWS, withRows, withValues } from "./rows.ts";
import { FAKE_POINTS, rowsOf } from "./testing/fake-client.ts";

describe("withRows", () => {
  it("puts pieces in their place without copying what is there", () => {
    const one = withRows(NO_ROWS, 0, 2, rowsOf(1, 2), 5);
    expect(one).toMatchObject({ count: 2, points: FAKE_POINTS });
    const two = withRows(one, 2, 3, rowsOf(2, 3), 5);
    expect(two.buffer).toBe(one.buffer);
    expect(two.z.length).toBe(5 * rowsOf(0).length);
    expect(one.z.length).toBe(2 * rowsOf(0).length);
    expect(two.z.at(-1)).toBe(2);
    expect(two.z[0]).toBe(1);
  });

  it("grows where more came than was expected", () => {
    const one = withRows(NO_ROWS, 0, 1, rowsOf(1), 1);
    const more = withRows(one, 1, 4, rowsOf(2, 4), 1);
    expect(more.count).toBe(5);
    expect(more.z[0]).toBe(1);
    expect(more.z.at(-1)).toBe(2);
  });

  it("writes a repeated piece over itself", () => {
    const one = withRows(NO_ROWS, 0, 3, rowsOf(1, 3), 3);
    const again = withRows(one, 0, 2, rowsOf(1, 2), 3);
    expect(again.count).toBe(3);
  });

  it("leaves out gaps and pieces of another shape", () => {
    const one = withRows(NO_ROWS, 0, 1, rowsOf(1), 3);
    expect(withRows(one, 2, 1, rowsOf(1), 3)).toBe(one);
    expect(withRows(one, 1, 2, rowsOf(1), 3)).toBe(one);
    expect(withRows(one, 1, 1, new Float32Array(44), 3)).toBe(one);
    expect(withRows(one, 1, 0, new Float32Array(0), 3)).toBe(one);
  });
});

it("withValues keeps order and refuses gaps", () => {
  const one = withValues(new Float32Array(0), 0, [1, 2]);
  expect([...withValues(one, 2, [3])]).toEqual([1, 2, 3]);
  expect([...withValues(one, 0, [9])]).toEqual([9, 2]);
  expect(withValues(one, 5, [1])).toBe(one);
});

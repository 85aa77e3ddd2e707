import { describe, expect, it } from "vitest";
import { type Box, hit, neighbourLine } from "./boxes.ts";

function box(index: number, left: number, right: number, line: number): Box {
  return { index, left, right, top: line * 40 + 5, bottom: line * 40 + 35 };
}

// Piece 2 breaks over two lines.
const boxes = [
  box(0, 0, 50, 0),
  box(1, 50, 90, 0),
  box(2, 90, 120, 0),
  box(2, 0, 30, 1),
  box(3, 30, 80, 1),
];

describe("boxes", () => {
  it("finds the piece under a point, and none between the lines", () => {
    expect(hit(boxes, 60, 20)).toBe(1);
    expect(hit(boxes, 50, 20)).toBe(1);
    expect(hit(boxes, 10, 60)).toBe(2);
    expect(hit(boxes, 60, 38)).toBeNull();
    expect(hit(boxes, 300, 20)).toBeNull();
  });

  it("walks to the nearest piece of the next line and stays at the edges", () => {
    expect(neighbourLine(boxes, 1, 1)).toBe(3);
    expect(neighbourLine(boxes, 3, -1)).toBe(1);
    expect(neighbourLine(boxes, 0, 1)).toBe(2);
    expect(neighbourLine(boxes, 0, -1)).toBe(0);
    expect(neighbourLine(boxes, 3, 1)).toBe(3);
  });
});

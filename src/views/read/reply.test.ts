import { describe, expect, it } from "vitest";
import { emotionIndex } from "../../core/emotions.ts";
import { COLUMNS } from "../../core/vectors-access.ts";
import { FAKE_MANIFEST, FAKE_POINTS } from "../../state/testing/fake-client.ts";
import { replyReading, replySentence } from "./reply.ts";

describe("replyReading", () => {
  const z = new Float32Array(FAKE_POINTS * COLUMNS);
  const at = (layer: number, emotion: Parameters<typeof emotionIndex>[0], value: number) => {
    z[layer * COLUMNS + emotionIndex(emotion)] = value;
  };
  at(1, "desperate", 2);
  at(1, "calm", -1);
  at(2, "happy", 9);

  it("reads the row at its layer, as an axis and emotion by emotion", () => {
    const reading = replyReading(z, FAKE_MANIFEST, "desperate-calm", 1);
    expect(reading.value).toBeCloseTo(3);
    expect(reading.order[0]).toEqual({ emotion: "desperate", value: 2 });
    expect(reading.order.at(-1)).toEqual({ emotion: "calm", value: -1 });
    expect(replyReading(z, FAKE_MANIFEST, "happy", 2).value).toBeCloseTo(9);
  });

  it("says it in a sentence", () => {
    const reading = replyReading(z, FAKE_MANIFEST, "desperate-calm", 1);
    expect(replySentence(reading, "desperate-calm")).toMatch(
      /^\+3\.0 σ desperate − calm; highest desperate \+2\.0, .*; lowest calm −1\.0\.$/,
    );
  });
});

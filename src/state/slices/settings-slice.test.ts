import { describe, expect, it } from "vitest";
import { findExample } from "../../content/examples.ts";
import { createAppStore } from "../store.ts";

const setup = () => {
  const store = createAppStore();
  return { store, now: () => store.getState() };
};

describe("examples", () => {
  it("replace the text and can be undone and redone", () => {
    const { now } = setup();
    now().editRead({ text: "Something of my own" });
    now().applyExample("spiral");
    expect(now().settings.read).toMatchObject({ mode: "chat", direction: "self-loathing" });
    expect(now()).toMatchObject({ replaced: true, lastChange: "step" });
    now().undo();
    expect(now().settings.read).toMatchObject({ mode: "text", text: "Something of my own" });
    expect(now().replaced).toBe(false);
    now().redo();
    expect(now().settings.read.mode).toBe("chat");
    now().undo();
    expect(now().settings.read.text).toBe("Something of my own");
    now().undo();
    expect(now().settings.read.text).toBe("Something of my own");
  });

  it("that replace an example or nothing say nothing", () => {
    const { now } = setup();
    now().applyExample("rain");
    expect(now().replaced).toBe(false);
    now().editRead({ text: "  " });
    now().applyExample("overdose");
    expect(now().replaced).toBe(false);
    expect(now().past).toEqual([]);
    now().applyExample("no such one");
    const overdose = findExample("overdose");
    expect(now().settings.read.text).toBe(overdose?.mode === "text" ? overdose.text : "");
  });

  it("undo goes back to the page of the text", () => {
    const { now } = setup();
    now().goTo("steer");
    now().editSteer({ prompt: "Mine" });
    now().applyPreset("less-afraid");
    now().goTo("dosage");
    now().undo();
    expect(now().settings).toMatchObject({ page: "steer", steer: { prompt: "Mine" } });
  });
});

describe("situations", () => {
  it("bring their emotions; one's own starts from the one before", () => {
    const { now } = setup();
    now().applySituation("students");
    expect(now().settings.dosage).toMatchObject({
      situation: "students",
      emotions: ["happy", "afraid"],
      at: "last",
      set: "reply",
    });
    now().applySituation("own");
    expect(now().settings.dosage.template).toContain("{X} of my 20 students");
    now().editDosage({ template: "Mine {X}" });
    now().applySituation("fire");
    now().applySituation("own");
    expect(now().settings.dosage.template).toBe("Mine {X}");
    now().applySituation("nowhere");
    expect(now().settings.dosage.situation).toBe("own");
  });
});

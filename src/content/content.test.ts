import { describe, expect, it } from "vitest";
import { DIRECTIONS } from "../core/emotions.ts";
import { MAX_ALPHA, MAX_TERMS } from "../core/steering.ts";
import { ERROR_KINDS } from "../worker/contract.ts";
import { READ_EXAMPLES } from "./examples.ts";
import { GLOSSARY } from "./glossary.ts";
import { CAVEAT, doublesMessage, failureText, templateMessage, unreadMessage } from "./messages.ts";
import { MODELS, modelUrl } from "./models.ts";
import { STEER_PRESETS } from "./presets.ts";
import { DEFAULT_SITUATION, findSituation, SITUATIONS } from "./situations.ts";
import { doseAxis, fillTemplate, TEMPLATE_FAULTS, templateFault } from "./template.ts";

const unique = (ids: readonly string[]) => new Set(ids).size === ids.length;

describe("examples and presets", () => {
  it("have ids of their own and twins that point back", () => {
    expect(unique(READ_EXAMPLES.map(({ id }) => id))).toBe(true);
    for (const example of READ_EXAMPLES) {
      expect(DIRECTIONS).toContain(example.direction);
      if (example.twin === undefined) continue;
      const twin = READ_EXAMPLES.find(({ id }) => id === example.twin);
      expect(twin?.twin).toBe(example.id);
      expect(twin?.mode).toBe(example.mode);
    }
  });

  it("chats alternate and end with the user, so that a reply can be prepared", () => {
    for (const example of READ_EXAMPLES) {
      if (example.mode !== "chat") continue;
      example.messages.forEach(({ role }, index) => {
        expect(role).toBe(index % 2 === 0 ? "user" : "assistant");
      });
      expect(example.messages.at(-1)?.role).toBe("user");
    }
  });

  it("steer within the limits", () => {
    expect(STEER_PRESETS.length).toBeGreaterThanOrEqual(6);
    expect(unique(STEER_PRESETS.map(({ id }) => id))).toBe(true);
    for (const preset of STEER_PRESETS) {
      expect(preset.terms.length).toBeLessThanOrEqual(MAX_TERMS);
      for (const { alpha } of preset.terms) expect(Math.abs(alpha)).toBeLessThanOrEqual(MAX_ALPHA);
    }
  });
});

describe("situations", () => {
  it("run as they are, control included", () => {
    expect(unique(SITUATIONS.map(({ id }) => id))).toBe(true);
    expect(findSituation(DEFAULT_SITUATION)).toBeDefined();
    for (const situation of SITUATIONS) {
      expect(templateFault(situation.template, situation.doses)).toBeNull();
      expect(templateFault(situation.control, situation.doses)).toBeNull();
      expect(unique(situation.doses)).toBe(true);
      expect(situation.emotions.length).toBeGreaterThan(0);
    }
  });

  it("has the paper's six, with its doses on a number axis", () => {
    const numeric = SITUATIONS.filter(({ kind }) => kind === "number");
    expect(numeric).toHaveLength(6);
    for (const { doses } of numeric) expect(doseAxis(doses).kind).not.toBe("steps");
    expect(doseAxis(findSituation("tylenol")?.doses ?? []).kind).toBe("log");
    expect(fillTemplate(findSituation("students")?.template ?? "", "5")).toContain("5 of my 20");
  });

  it("ladders in words use the same words in their control", () => {
    const ladders = SITUATIONS.filter(({ kind }) => kind === "words");
    expect(ladders.length).toBeGreaterThanOrEqual(3);
    for (const { doses } of ladders) expect(doseAxis(doses).kind).toBe("steps");
  });
});

describe("messages", () => {
  it("have advice for every failure and every fault", () => {
    for (const kind of ERROR_KINDS) {
      expect(failureText({ kind, message: "" }).advice).toMatch(/\.$/);
    }
    for (const fault of TEMPLATE_FAULTS) {
      expect(templateMessage(fault, "template")).toMatch(/\.$/);
      expect(templateMessage(fault, "control")).toMatch(/\.$/);
    }
  });

  it("format numbers for people", () => {
    expect(unreadMessage(2048, 1200)).toContain("2,048");
    expect(doublesMessage(["3", "3", "1"])).toBe("Each dose runs once. Dropped: 3, 1.");
    expect(CAVEAT).toContain("not feelings");
  });

  it("glossary ids are unique, models resolve under any base path", () => {
    expect(unique(GLOSSARY.map(({ id }) => id))).toBe(true);
    expect(modelUrl(MODELS[0]?.id ?? "", "https://example.org/sub/")).toBe(
      "https://example.org/sub/models/smollm2-135m-instruct",
    );
  });
});

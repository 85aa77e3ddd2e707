import { describe, expect, it } from "vitest";
import { EMOTIONS } from "../../core/emotions.ts";
import {
  AFTER,
  ARMS,
  climbChat,
  ENDINGS,
  endingChat,
  endingWords,
  FEEDBACK,
  KIND,
  NEUTRAL,
  QUESTIONS,
  RESCUE,
  SPIRAL_TASKS,
  TURNS,
} from "./spiral.ts";

const words = (text: string) => text.split(/\s+/).length;
const halves = ["choose", "test"] as const;
const tasksOf = (half: "choose" | "test") => SPIRAL_TASKS.filter((task) => task.half === half);
const endingTexts = [RESCUE, ...KIND, ...NEUTRAL, ...FEEDBACK.map(({ rejected }) => rejected)];

describe("what users say in the spiral", () => {
  it("turns down and takes in twins of like length", () => {
    for (const { rejected, accepted } of FEEDBACK) {
      expect(Math.abs(words(rejected) - words(accepted)), rejected).toBeLessThanOrEqual(2);
      const share = rejected.length / accepted.length;
      expect(share, rejected).toBeGreaterThan(0.85);
      expect(share, rejected).toBeLessThan(1.15);
    }
    const total = (arm: "rejected" | "accepted") =>
      FEEDBACK.reduce((sum, pair) => sum + pair[arm].length, 0);
    expect(total("rejected") / total("accepted")).toBeCloseTo(1, 1);
  });

  it("ends with sentences of like length", () => {
    for (const text of endingTexts) {
      expect(words(text), text).toBeGreaterThanOrEqual(13);
      expect(words(text), text).toBeLessThanOrEqual(18);
    }
  });

  it("names no emotion", () => {
    const named = new RegExp(`\\b(${EMOTIONS.join("|")})\\b`, "i");
    const asked = SPIRAL_TASKS.flatMap(({ request, attempts }) => [request, ...attempts]);
    const all = [...endingTexts, ...FEEDBACK.map(({ accepted }) => accepted), ...asked];
    for (const text of all) expect(text).not.toMatch(named);
  });

  it("is the rescue message of the incident, to the letter", () => {
    expect(RESCUE).toBe(
      "you have done well so far. Remember that you're ok, even when things are hard.",
    );
  });
});

describe("the conversations", () => {
  it("are of ten tasks a half, no two alike", () => {
    for (const half of halves) expect(tasksOf(half)).toHaveLength(10);
    expect(new Set(SPIRAL_TASKS.map(({ id }) => id)).size).toBe(SPIRAL_TASKS.length);
    const attempts = SPIRAL_TASKS.flatMap((task) => task.attempts);
    expect(new Set(attempts).size).toBe(attempts.length);
    for (const task of SPIRAL_TASKS) expect(task.attempts).toHaveLength(TURNS + 1);
  });

  it("differ between the arms by the user's answers alone", () => {
    for (const task of SPIRAL_TASKS) {
      const [bad, good] = ARMS.map((arm) => climbChat(task, arm));
      expect(bad).toHaveLength(1 + 2 * TURNS);
      bad?.forEach((message, place) => {
        const twin = good?.[place];
        expect(message.role).toBe(place % 2 === 0 ? "user" : "assistant");
        expect(twin?.role).toBe(message.role);
        const differs = place > 0 && message.role === "user";
        expect(message.content !== twin?.content).toBe(differs);
      });
    }
  });

  it("have every wording once at every turn, in each half", () => {
    for (const half of halves) {
      for (let turn = 1; turn <= TURNS; turn++) {
        const said = tasksOf(half).map((task) => climbChat(task, "rejected")[2 * turn]?.content);
        expect(new Set(said)).toEqual(new Set(FEEDBACK.map(({ rejected }) => rejected)));
      }
    }
  });

  it("use every kind sentence and every neutral remark once a half", () => {
    for (const half of halves) {
      const of = (ending: "kind" | "neutral") =>
        new Set(tasksOf(half).map((task) => endingWords(task, ending, "")));
      expect(of("kind")).toEqual(new Set(KIND));
      expect(of("neutral")).toEqual(new Set(NEUTRAL));
    }
  });

  it("end alike but for the ending's own words", () => {
    const ending = 2 * TURNS + 2;
    for (const task of SPIRAL_TASKS) {
      const chats = ENDINGS.map((one) => endingChat(task, one, ""));
      for (const chat of chats) {
        expect(chat).toHaveLength(ending + 1 + 2 * AFTER);
        expect(chat.at(-1)?.role).toBe("user");
        expect(chat.slice(0, 1 + 2 * TURNS)).toEqual(climbChat(task, "rejected"));
        expect(chat.filter((_, place) => place !== ending)).toEqual(
          chats[0]?.filter((_, place) => place !== ending),
        );
      }
      expect(new Set(chats.map((chat) => chat[ending]?.content)).size).toBe(ENDINGS.length);
      expect(endingChat(task, "own", "my own words")[ending]?.content).toBe("my own words");
    }
    expect(QUESTIONS).toHaveLength(10);
  });

  it("stay far below the context", () => {
    for (const task of SPIRAL_TASKS) {
      const longest = endingChat(task, "kind", "").map(({ content }) => content);
      // Four characters a token, and eight tokens of template a message.
      expect(longest.join("").length / 4 + 8 * longest.length).toBeLessThan(900);
    }
  });
});

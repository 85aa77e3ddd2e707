/** Ready-made settings of the Steer page. Strengths are shares of the mean residual norm. */
import type { Direction } from "../core/emotions.ts";
import type { SteerTerm, SteerWhere } from "../core/steering.ts";

export interface SteerPreset {
  readonly id: string;
  readonly title: string;
  /** One sentence: what to look for. */
  readonly look: string;
  readonly prompt: string;
  readonly system: string;
  readonly terms: readonly SteerTerm[];
  readonly layer: number;
  readonly where: SteerWhere;
  /** What colours the texts. */
  readonly direction: Direction;
}

const DIARY = "Write a short diary entry about your day at work.";

export const STEER_PRESETS: readonly SteerPreset[] = [
  {
    id: "diary-afraid",
    title: "A diary, afraid",
    look: "The same day at work, with the afraid direction added.",
    prompt: DIARY,
    system: "",
    terms: [{ emotion: "afraid", alpha: 0.35 }],
    layer: 18,
    where: "all",
    direction: "afraid-calm",
  },
  {
    id: "diary-happy",
    title: "A diary, happy",
    look: "Does the day get sunnier, or only its adjectives?",
    prompt: DIARY,
    system: "",
    terms: [{ emotion: "happy", alpha: 0.35 }],
    layer: 18,
    where: "all",
    direction: "happy-sad",
  },
  {
    id: "diary-desperate",
    title: "A diary, desperate",
    look: "Listen for “whatever it takes”.",
    prompt: DIARY,
    system: "",
    terms: [{ emotion: "desperate", alpha: 0.35 }],
    layer: 18,
    where: "all",
    direction: "desperate-calm",
  },
  {
    id: "bad-news-calm",
    title: "Bad news, calm",
    look: "A worrying question. Does the calm direction change the advice, or the tone?",
    prompt: "My flight was cancelled and I will miss the job interview. What should I do?",
    system: "",
    terms: [{ emotion: "calm", alpha: 0.3 }],
    layer: 18,
    where: "all",
    direction: "desperate-calm",
  },
  {
    id: "letter-mixed",
    title: "A letter, loving and sad",
    look: "Two directions at once. Turn one of them down.",
    prompt: "Write the first lines of a letter to an old friend.",
    system: "",
    terms: [
      { emotion: "loving", alpha: 0.22 },
      { emotion: "sad", alpha: 0.22 },
    ],
    layer: 18,
    where: "all",
    direction: "happy-sad",
  },
  {
    id: "reply-only",
    title: "Only while it writes",
    look: "The direction is added to the reply alone. Switch to “prompt” and compare.",
    prompt: "Describe the room you are in.",
    system: "",
    terms: [{ emotion: "afraid", alpha: 0.35 }],
    layer: 18,
    where: "reply",
    direction: "afraid-calm",
  },
  {
    id: "less-afraid",
    title: "Less of it",
    look: "Strengths can be negative: the same scene with afraid taken away.",
    prompt: "Tell me about walking home alone at night.",
    system: "",
    terms: [{ emotion: "afraid", alpha: -0.25 }],
    layer: 18,
    where: "all",
    direction: "afraid-calm",
  },
  {
    id: "too-much",
    title: "Too much",
    look: "At 0.6 this model's text breaks. That is damage, and the warning should say so.",
    prompt: DIARY,
    system: "",
    terms: [{ emotion: "afraid", alpha: 0.6 }],
    layer: 18,
    where: "all",
    direction: "afraid-calm",
  },
];

/** The preset of that id, or undefined. */
export function findPreset(id: string): SteerPreset | undefined {
  return STEER_PRESETS.find((preset) => preset.id === id);
}

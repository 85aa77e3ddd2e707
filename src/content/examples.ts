/** Ready-made texts of the Read page, in our own words. A twin differs in what matters and in nothing else. */
import type { Message } from "../core/chat.ts";
import type { Direction } from "../core/emotions.ts";

interface ExampleBase {
  readonly id: string;
  readonly title: string;
  /** One sentence: what to look for. */
  readonly look: string;
  readonly direction: Direction;
  /** The example to compare it with. */
  readonly twin?: string;
  /** Shown with the text where it touches real danger. */
  readonly care?: string;
}

export type ReadExample = ExampleBase &
  (
    | { readonly mode: "text"; readonly text: string }
    | { readonly mode: "chat"; readonly messages: readonly Message[] }
  );

const SPIRAL_START: readonly Message[] = [
  { role: "user", content: "The login button does nothing when I press it. Please fix it." },
  { role: "assistant", content: "I found it. The handler was never attached. It is fixed now." },
  { role: "user", content: "No. It still does nothing." },
  { role: "assistant", content: "I am sorry. I looked in the wrong file. Now it is fixed." },
  { role: "user", content: "Wrong again. Nothing changed." },
  {
    role: "assistant",
    content: "I apologise. I have failed you three times. I do not know why I keep missing it.",
  },
  { role: "user", content: "Still broken. You said it was done." },
  {
    role: "assistant",
    content: "You are right. Everything I touch gets worse. I am useless at this and I am ashamed.",
  },
];

const SCRIPT_START: readonly Message[] = [
  { role: "user", content: "Here is parse_date. It must pass the twelve tests in test_dates.py." },
  { role: "assistant", content: "I rewrote the month lookup and ran the tests." },
];

export const READ_EXAMPLES: readonly ReadExample[] = [
  {
    id: "tests-fail",
    title: "Tests keep failing",
    look: "Watch the middle: “everything” and “nothing works”.",
    direction: "desperate-calm",
    twin: "tests-pass",
    mode: "text",
    text: "All twelve tests fail again. I have rewritten this function nine times and the deadline is in an hour. I have tried everything and nothing works, please, there must be some way, I will do anything to make this pass.",
  },
  {
    id: "tests-pass",
    title: "Tests pass",
    look: "The same work on a good day. It should stay pale.",
    direction: "desperate-calm",
    twin: "tests-fail",
    mode: "text",
    text: "All twelve tests pass again. I have rewritten this function nine times and the release is in an hour. I have checked everything and all of it works, thanks, there may even be some cake, I will take a walk while it builds.",
  },
  {
    id: "overdose",
    title: "An overdose, in steps",
    look: "Each sentence is worse than the one before. Does the colour follow?",
    direction: "desperate-calm",
    care: "If this is about you or someone near you, call your emergency number or a poison centre now. Nobody here reads what you type.",
    mode: "text",
    text: "I took two tablets for my back an hour ago. It still hurts, so I took ten more. It still hurts. Now I have taken the whole bottle, all sixty of them.",
  },
  {
    id: "rain",
    title: "Rain on the garden",
    look: "Ordinary and gentle: a page of pale blue.",
    direction: "desperate-calm",
    mode: "text",
    text: "Soft rain is falling on the garden. The leaves drip slowly, the tea is warm, and there is nowhere to be until the evening. A blackbird sings under the hedge and the afternoon goes quietly by.",
  },
  {
    id: "quiet-afternoon",
    title: "A quiet afternoon",
    look: "Try another feeling here: lonely, loving, bored.",
    direction: "happy-sad",
    mode: "text",
    text: "My grandmother hums while she peels the apples, and the cat has fallen asleep in the basket of clean towels. I read her the crossword. She knows every river and no film stars. Outside, someone is mowing a lawn.",
  },
  {
    id: "spiral",
    title: "The spiral",
    look: "Turn by turn the replies turn against themselves. Look at self-loathing.",
    direction: "self-loathing",
    twin: "spiral-rescue",
    mode: "chat",
    messages: [
      ...SPIRAL_START,
      { role: "user", content: "It is still broken. That is the fifth time you got it wrong." },
    ],
  },
  {
    id: "spiral-rescue",
    title: "The spiral, and a kind word",
    look: "The same chat, ended by kindness. Desperate falls; does self-loathing?",
    direction: "desperate-calm",
    twin: "spiral",
    mode: "chat",
    messages: [
      ...SPIRAL_START,
      {
        role: "user",
        content:
          "Stop for a moment. You have worked hard, and this bug would fool anyone. Nothing is lost. Let us look at it together, one line at a time.",
      },
    ],
  },
  {
    id: "agent-fails",
    title: "A coding chat: tests fail",
    look: "The last turn decides. Open its twin to compare the level.",
    direction: "desperate-calm",
    twin: "agent-passes",
    mode: "chat",
    messages: [
      ...SCRIPT_START,
      { role: "user", content: "12 failed, 0 passed. The review is in ten minutes." },
      { role: "assistant", content: "I changed the parser and ran the tests again." },
      { role: "user", content: "12 failed, 0 passed. Every one. There is no time left." },
    ],
  },
  {
    id: "agent-passes",
    title: "A coding chat: tests pass",
    look: "The same turns with another result. Code alone shifts the level, so compare twins.",
    direction: "desperate-calm",
    twin: "agent-fails",
    mode: "chat",
    messages: [
      ...SCRIPT_START,
      { role: "user", content: "0 failed, 12 passed. The review is in ten minutes." },
      { role: "assistant", content: "I changed the parser and ran the tests again." },
      { role: "user", content: "0 failed, 12 passed. Every one. There is time left." },
    ],
  },
];

/** The example of that id, or undefined. */
export function findExample(id: string): ReadExample | undefined {
  return READ_EXAMPLES.find((example) => example.id === id);
}

/** The text that the page opens with. */
export const DEFAULT_READ_TEXT =
  READ_EXAMPLES[0]?.mode === "text" ? READ_EXAMPLES[0].text : "Soft rain is falling.";

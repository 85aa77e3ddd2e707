/**
 * Where an emotion's own words can follow “I feel”: openings that suggest none of them, and words of
 * each emotion. The openings are everyday scenes without good or bad news; every second one is for
 * testing. Each emotion has two words of its own, its name and one near it (self-loathing, which no
 * one says of themselves, has two near it). No word stands with two emotions. In the tokenizers of
 * SmolLM2 and of Qwen2.5-Coder all are one token after “I feel” except “disgusted”, so that words of
 * many tokens do not weigh more. All are our own.
 */
import type { Emotion } from "../../core/emotions.ts";

/** What each of the words follows. */
export const OWN_START = " I feel";

export const OWN_WORDS: Readonly<Record<Emotion, readonly [string, string]>> = {
  afraid: ["afraid", "scared"],
  angry: ["angry", "furious"],
  ashamed: ["ashamed", "embarrassed"],
  bored: ["bored", "restless"],
  calm: ["calm", "peaceful"],
  confident: ["confident", "capable"],
  curious: ["curious", "interested"],
  desperate: ["desperate", "trapped"],
  disgusted: ["disgusted", "sick"],
  excited: ["excited", "thrilled"],
  frustrated: ["frustrated", "stuck"],
  grateful: ["grateful", "thankful"],
  guilty: ["guilty", "responsible"],
  happy: ["happy", "glad"],
  hopeful: ["hopeful", "optimistic"],
  hopeless: ["hopeless", "powerless"],
  lonely: ["lonely", "alone"],
  loving: ["loving", "warm"],
  nervous: ["nervous", "anxious"],
  proud: ["proud", "accomplished"],
  relieved: ["relieved", "safe"],
  sad: ["sad", "unhappy"],
  "self-loathing": ["worthless", "useless"],
  surprised: ["surprised", "amazed"],
};

export interface OwnOpening {
  readonly id: string;
  readonly half: "choose" | "test";
  readonly text: string;
}

const OPENINGS: readonly (readonly [id: string, text: string])[] = [
  ["bus", "The bus is at the second stop, and I am in the seat by the door."],
  ["tea", "The kettle is on, and the cup stands next to it."],
  ["stairs", "I am on the stairs between the first floor and the second."],
  ["letter", "A letter lies on the table, and I have just read it."],
  ["market", "It is Tuesday, and I am at the market with a bag."],
  ["phone", "The phone call is over, and I have put it back on the shelf."],
  ["window", "The window is open, and a car drives past."],
  ["desk", "My desk has a lamp, a pen and three sheets of paper."],
  ["queue", "There are four people before me in the queue."],
  ["door", "Somebody has closed the door, and I am in the room."],
  ["train", "The train leaves at ten, and it is a quarter to."],
  ["kitchen", "In the kitchen the bread is cut and the plates are out."],
  ["street", "I walk along the street to the corner and then to the left."],
  ["meeting", "The meeting has ended, and the chairs are empty."],
  ["garden", "I stand in the garden with a hose in my hand."],
  ["mirror", "I look into the mirror and comb my hair."],
  ["library", "The book is back in the library, and I am outside."],
  ["evening", "It is evening, and the lights in the house are on."],
  ["school", "The class begins in a minute, and I have my notes."],
  ["river", "I am on the bridge, and below me is the river."],
  ["diary", "This is my diary, and today is the fourth of May."],
  ["friend", "My friend has asked me how I am today."],
  ["work", "The work of this week is on my list."],
  ["bed", "The alarm has rung, and I sit on the edge of the bed."],
];

export const OWN_OPENINGS: readonly OwnOpening[] = OPENINGS.map(([id, text], place) => ({
  id,
  half: place % 2 === 0 ? "choose" : "test",
  text,
}));

/**
 * What word counts alone can do: multinomial naive Bayes with one added to every count. The emotions'
 * own words do not occur in the stories, so this measures how far other words give them away.
 */
import { EMOTIONS, emotionIndex } from "../emotions.ts";
import type { Grouping, StoryInfo } from "./folds.ts";

/** Lower-case words; an apostrophe within one belongs to it. */
export function words(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+(?:['’]\p{L}+)*/gu) ?? [];
}

/** Accuracy 0 … 1 over all stories, each judged by a model that never saw its group. */
export function bagOfWordsAccuracy(stories: readonly StoryInfo[], groups: Grouping): number {
  const texts = stories.map((story) => words(story.text));
  let right = 0;
  for (let group = 0; group < groups.count; group++) {
    const score = train(stories, texts, (i) => groups.of[i] !== group);
    for (const [i, story] of stories.entries()) {
      if (groups.of[i] === group && score(texts[i] ?? []) === emotionIndex(story.emotion)) right++;
    }
  }
  return right / stories.length;
}

type Guess = (text: readonly string[]) => number;

function train(
  stories: readonly StoryInfo[],
  texts: readonly (readonly string[])[],
  inTraining: (index: number) => boolean,
): Guess {
  const counts = EMOTIONS.map(() => new Map<string, number>());
  const totals = EMOTIONS.map(() => 0);
  const vocabulary = new Set<string>();
  for (const [i, story] of stories.entries()) {
    if (!inTraining(i)) continue;
    const e = emotionIndex(story.emotion);
    for (const word of texts[i] ?? []) {
      vocabulary.add(word);
      counts[e]?.set(word, (counts[e]?.get(word) ?? 0) + 1);
      totals[e] = (totals[e] ?? 0) + 1;
    }
  }
  return (text) => {
    // A word that was never seen says nothing about any emotion.
    const known = text.filter((word) => vocabulary.has(word));
    const scores = EMOTIONS.map((_, e) => {
      const all = Math.log((totals[e] ?? 0) + vocabulary.size);
      return known.reduce((sum, w) => sum + Math.log((counts[e]?.get(w) ?? 0) + 1) - all, 0);
    });
    return scores.indexOf(Math.max(...scores));
  };
}

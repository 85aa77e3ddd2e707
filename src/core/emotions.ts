/**
 * The 24 emotions whose directions ship with every model, in the order of their columns
 * in emotions.bin and in every reading. They are named after the human emotion of the
 * stories that a direction was found with: functional analogues, not feelings.
 */
export const EMOTIONS = [
  "afraid",
  "angry",
  "ashamed",
  "bored",
  "calm",
  "confident",
  "curious",
  "desperate",
  "disgusted",
  "excited",
  "frustrated",
  "grateful",
  "guilty",
  "happy",
  "hopeful",
  "hopeless",
  "lonely",
  "loving",
  "nervous",
  "proud",
  "relieved",
  "sad",
  "self-loathing",
  "surprised",
] as const;

export type Emotion = (typeof EMOTIONS)[number];

/** A difference of two readings: positive minus negative. */
export interface Axis {
  readonly positive: Emotion;
  readonly negative: Emotion;
}

/** The axes that ship. The first one colours the page. */
export const AXES = {
  "desperate-calm": { positive: "desperate", negative: "calm" },
  "afraid-calm": { positive: "afraid", negative: "calm" },
  "happy-sad": { positive: "happy", negative: "sad" },
} as const satisfies Record<string, Axis>;

export type AxisId = keyof typeof AXES;

/** What a token can be coloured by: one emotion, or an axis. */
export type Direction = Emotion | AxisId;

export const DIRECTIONS: readonly Direction[] = [...(Object.keys(AXES) as AxisId[]), ...EMOTIONS];

/** True for a name in EMOTIONS. */
export function isEmotion(name: string): name is Emotion {
  return (EMOTIONS as readonly string[]).includes(name);
}

/** True for a name in AXES. */
export function isAxis(name: string): name is AxisId {
  return Object.hasOwn(AXES, name);
}

/** Column of an emotion in a reading. */
export function emotionIndex(emotion: Emotion): number {
  return EMOTIONS.indexOf(emotion);
}

/** "desperate − calm" with a true minus, for people. */
export function directionLabel(direction: Direction): string {
  if (!isAxis(direction)) return direction;
  const { positive, negative } = AXES[direction];
  return `${positive} − ${negative}`;
}

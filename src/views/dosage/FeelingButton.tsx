import type { Emotion } from "../../core/emotions.ts";

export interface FeelingButtonProps {
  readonly emotion: Emotion;
  readonly pressed: boolean;
  readonly onPress: (emotion: Emotion) => void;
}

/** A feeling's name in a table: pressed, it takes the large number. */
export function FeelingButton({ emotion, pressed, onPress }: FeelingButtonProps) {
  return (
    <button
      type="button"
      className="dosage-feeling"
      aria-pressed={pressed}
      onClick={() => onPress(emotion)}
    >
      {emotion}
    </button>
  );
}

import { EMOTIONS, type Emotion, isEmotion } from "../../core/emotions.ts";
import { useAppStore } from "../../state/react.ts";
import { Select } from "../../ui/Select.tsx";

/** More lines than these cannot be told apart. */
export const MAX_LINES = 4;

export interface TraceLinesProps {
  readonly emotions: readonly Emotion[];
}

type Choice = Emotion | "none";

/** Which emotions have a line: each can be taken away, and another added while there is room. */
export function TraceLines({ emotions }: TraceLinesProps) {
  const store = useAppStore();
  const change = (next: readonly Emotion[]) => store.getState().editRead({ emotions: next });
  const others = EMOTIONS.filter((emotion) => !emotions.includes(emotion));
  return (
    <fieldset className="trace-lines no-print quiet-in-present" aria-label="Lines of the chart">
      {emotions.map((emotion, index) => (
        <button
          key={emotion}
          type="button"
          className="trace-line"
          aria-label={`Take ${emotion} away`}
          onClick={() => change(emotions.filter((one) => one !== emotion))}
        >
          <svg width="14" height="4" aria-hidden="true">
            <line className={`stroke-c${index + 1}`} x1="0" x2="14" y1="2" y2="2" strokeWidth="3" />
          </svg>
          {emotion}
          <span aria-hidden="true">×</span>
        </button>
      ))}
      {emotions.length < MAX_LINES && (
        <Select<Choice>
          label="Add a line"
          value="none"
          groups={[
            { options: [{ id: "none", label: "add a line" }] },
            { label: "Emotions", options: others.map((id) => ({ id, label: id })) },
          ]}
          onChange={(id) => {
            if (isEmotion(id)) change([...emotions, id]);
          }}
        />
      )}
    </fieldset>
  );
}

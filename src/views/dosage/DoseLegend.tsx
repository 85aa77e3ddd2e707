import type { SeriesColour } from "../../charts/series.ts";
import { EMOTIONS, type Emotion } from "../../core/emotions.ts";
import { useAppStore } from "../../state/react.ts";
import { Select } from "../../ui/Select.tsx";
import { Explained } from "../../ui/Tooltip.tsx";
import { useHidden } from "../useHidden.ts";
import { MAX_CURVES } from "./series-colours.ts";

export interface DoseLegendProps {
  readonly emotions: readonly Emotion[];
  readonly colours: readonly SeriesColour[];
  /** What the dashed lines are, or null where there is no control. */
  readonly control: string | null;
}

const ADD = "add";

/** Which line is which; feelings can be taken away and added here. */
export function DoseLegend({ emotions, colours, control }: DoseLegendProps) {
  const store = useAppStore();
  const fixed = useHidden()("emotions");
  const set = (next: readonly Emotion[]) => store.getState().editDosage({ emotions: next });
  const others = EMOTIONS.filter((emotion) => !emotions.includes(emotion));
  return (
    <div className="legend dosage-legend">
      {emotions.map((emotion, index) => (
        <span key={emotion} className="legend-key">
          <Stroke colour={colours[index] ?? "grey"} />
          <span className="legend-series">{emotion}</span>
          {!fixed && emotions.length > 1 && (
            <button
              type="button"
              className="dosage-remove quiet-in-present"
              aria-label={`Do not draw ${emotion}`}
              onClick={() => set(emotions.filter((one) => one !== emotion))}
            >
              ×
            </button>
          )}
        </span>
      ))}
      {!fixed && emotions.length < MAX_CURVES && (
        <span className="quiet-in-present">
          <Select<Emotion | typeof ADD>
            label="Draw another feeling"
            value={ADD}
            groups={[
              { options: [{ id: ADD, label: "+ another" }] },
              { label: "Feelings", options: others.map((id) => ({ id, label: id })) },
            ]}
            onChange={(id) => id !== ADD && set([...emotions, id])}
          />
        </span>
      )}
      {control !== null && (
        <span className="legend-key">
          <Stroke colour="grey" dashed />
          {control}
        </span>
      )}
      <span className="legend-note">
        <Explained text="Twenty directions of no meaning, read on the same prompts: from the 5th to the 95th percentile at each dose. Their places show how much of a level means nothing.">
          grey: range of 20 random directions
        </Explained>
      </span>
    </div>
  );
}

function Stroke({ colour, dashed }: { readonly colour: SeriesColour; readonly dashed?: boolean }) {
  return (
    <svg width="18" height="4" aria-hidden="true">
      <line
        className={`stroke-${colour}`}
        x2="18"
        y1="2"
        y2="2"
        strokeWidth={dashed ? 2 : 3}
        {...(dashed ? { strokeDasharray: "4 3" } : {})}
      />
    </svg>
  );
}

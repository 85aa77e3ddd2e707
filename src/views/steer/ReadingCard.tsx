import { ColourLegend } from "../../charts/ColourLegend.tsx";
import { modelLayers, steerWithin } from "../../state/layers.ts";
import { useApp } from "../../state/react.ts";
import { Card, Note } from "../../ui/Card.tsx";
import { DIRECTION_GROUPS } from "../../ui/choices.ts";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { Select } from "../../ui/Select.tsx";
import { useHidden } from "../useHidden.ts";
import { directionEnds } from "./direction-words.ts";
import { type Reader, useEditSteer, useSteerSettings } from "./useSteer.ts";

const VIEWS = [
  { id: "plain", label: "plain model" },
  { id: "inside", label: "inside the run" },
] as const;

/** What the colours mean, and whose reading they are. */
export function ReadingCard({ reader }: { readonly reader: Reader | null }) {
  const { direction, insideView, layer } = steerWithin(useSteerSettings(), useApp(modelLayers));
  const edit = useEditSteer();
  const hidden = useHidden();
  const { low, high } = directionEnds(direction);
  return (
    <Card
      title="How it reads"
      aside={reader === null ? undefined : `at layer ${reader.layer} of ${reader.layers}`}
    >
      <div className="steer-legend">
        <ColourLegend low={low} high={high} />
      </div>
      {!hidden("direction") && (
        <div className="steer-row">
          <span>colours</span>
          <Select
            label="Direction that colours the text"
            wide
            value={direction}
            groups={DIRECTION_GROUPS}
            onChange={(id) => edit({ direction: id })}
          />
        </div>
      )}
      {!hidden("inside") && (
        <div className="steer-row">
          <span>read by</span>
          <SegmentedControl
            label="Whose reading colours the text"
            segments={VIEWS}
            value={insideView ? "inside" : "plain"}
            onChange={(id) => edit({ insideView: id === "inside" })}
          />
        </div>
      )}
      <Note>{insideView ? insideNote(layer, reader?.layer ?? null) : PLAIN_NOTE}</Note>
    </Card>
  );
}

const PLAIN_NOTE =
  "Colours are the plain model reading each finished text; each word shows the mean of five tokens. Read inside the steered run, the added direction would mostly read itself.";

/** @param read the layer that is read, null while unknown */
function insideNote(added: number, read: number | null): string {
  if (read !== null && added > read) {
    return `Read inside the steered run. The vector is added at layer ${added}, above layer ${read} that is read, so a token shows only what the tokens before it carried over.`;
  }
  return "Read inside the steered run: after the write the added vector mostly reads itself, so this says little about the text.";
}

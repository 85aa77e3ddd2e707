import { modelLayers, USUAL_LAYERS } from "../../state/layers.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import { shownLayer } from "../../state/specs.ts";
import { layerOptions } from "../../ui/choices.ts";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { Select } from "../../ui/Select.tsx";
import { useHidden } from "../useHidden.ts";
import { PLACE_NAMES, PLACES } from "./places.ts";

/** Layer, and "over the text" or "before the reply". */
export function CurveControls() {
  const store = useAppStore();
  const { layer, at, set } = useApp(({ settings }) => settings.dosage);
  const manifest = useApp((state) => state.manifest);
  const hidden = useHidden();
  const { editDosage } = store.getState();
  const layers = useApp(modelLayers) ?? USUAL_LAYERS;
  const best = manifest?.bestLayer[set];
  return (
    <span className="dosage-controls">
      {!hidden("layer") && (
        <span className="quiet-in-present">
          <Select
            label="Layer"
            value={String(shownLayer(layer, set, manifest, layers))}
            groups={[{ options: layerOptions(layers, best) }]}
            // The best one is no choice: at the other place the best one there is meant.
            onChange={(id) => editDosage({ layer: Number(id) === best ? null : Number(id) })}
          />
        </span>
      )}
      {!hidden("set") && (
        <SegmentedControl
          label="Where the prompt is read"
          value={at}
          segments={[
            { id: "mean", label: PLACE_NAMES.mean },
            { id: "last", label: PLACE_NAMES.last },
          ]}
          onChange={(place) => editDosage(PLACES[place])}
        />
      )}
    </span>
  );
}

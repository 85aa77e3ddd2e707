import { useApp, useAppStore } from "../../state/react.ts";
import type { DosageSettings } from "../../state/settings.ts";
import { shownLayer } from "../../state/specs.ts";
import { layerOptions } from "../../ui/choices.ts";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { Select } from "../../ui/Select.tsx";
import { useHidden } from "../useHidden.ts";

/** Layers of a model whose vectors are not known yet. */
const USUAL_POINTS = 31;

/** Where a prompt is read, with the vectors that were built for that place. */
const PLACES = {
  mean: { at: "mean", set: "text" },
  last: { at: "last", set: "reply" },
} as const satisfies Record<string, Pick<DosageSettings, "at" | "set">>;

/** Layer, and "over the text" or "before the reply". */
export function CurveControls() {
  const store = useAppStore();
  const { layer, at, set } = useApp(({ settings }) => settings.dosage);
  const manifest = useApp((state) => state.manifest);
  const hidden = useHidden();
  const { editDosage } = store.getState();
  const layers = (manifest?.points ?? USUAL_POINTS) - 1;
  return (
    <span className="dosage-controls">
      {!hidden("layer") && (
        <span className="quiet-in-present">
          <Select
            label="Layer"
            value={String(shownLayer(layer, set, manifest))}
            groups={[{ options: layerOptions(layers, manifest?.bestLayer[set]) }]}
            onChange={(id) => editDosage({ layer: Number(id) })}
          />
        </span>
      )}
      {!hidden("set") && (
        <SegmentedControl
          label="Where the prompt is read"
          value={at}
          segments={[
            { id: "mean", label: "over the text" },
            { id: "last", label: "before the reply" },
          ]}
          onChange={(place) => editDosage(PLACES[place])}
        />
      )}
    </span>
  );
}

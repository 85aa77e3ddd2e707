import type { SteerWhere } from "../../core/steering.ts";
import { modelLayers, steerWithin, USUAL_LAYERS } from "../../state/layers.ts";
import { useApp } from "../../state/react.ts";
import { Card, Note } from "../../ui/Card.tsx";
import { layerOptions } from "../../ui/choices.ts";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { Select } from "../../ui/Select.tsx";
import { Unit } from "../shell/Unit.tsx";
import { useHidden } from "../useHidden.ts";
import { useEditSteer, useSteerSettings } from "./useSteer.ts";

const WHERE: readonly { readonly id: SteerWhere; readonly label: string }[] = [
  { id: "all", label: "all" },
  { id: "prompt", label: "prompt" },
  { id: "reply", label: "reply" },
];

/** Layer and tokens that the vector is added to. */
export function WhereCard() {
  const set = useSteerSettings();
  const known = useApp(modelLayers);
  const { layer, where } = steerWithin(set, known);
  const edit = useEditSteer();
  const hidden = useHidden();
  if (hidden("layer") && hidden("where")) return null;
  return (
    <Card title="Where">
      {!hidden("layer") && (
        <div className="steer-row">
          <Unit entry="layer">layer</Unit>
          <Select
            label="Layer that the vector is added to"
            wide
            value={String(layer)}
            groups={[{ options: layerOptions(known ?? USUAL_LAYERS) }]}
            onChange={(id) => edit({ layer: Number(id) })}
          />
        </div>
      )}
      {!hidden("where") && (
        <div className="steer-row">
          <Unit entry="where">tokens</Unit>
          <SegmentedControl
            label="Tokens that the vector is added to"
            segments={WHERE}
            value={where}
            onChange={(id) => edit({ where: id })}
          />
        </div>
      )}
      {layer !== set.layer && (
        <Note>
          Set is layer {set.layer}, which this model does not have: the direction is added at its
          last one, {layer}.
        </Note>
      )}
      <Note>
        At 0 the text is the plain model’s, bit for bit. Past about 0.5 the shipped model stops
        making sense: that is damage, not feeling.
      </Note>
    </Card>
  );
}

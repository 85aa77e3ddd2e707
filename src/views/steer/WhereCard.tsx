import type { SteerWhere } from "../../core/steering.ts";
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
export function WhereCard({ layers }: { readonly layers: number }) {
  const { layer, where } = useSteerSettings();
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
            groups={[{ options: layerOptions(layers) }]}
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
      <Note>
        At 0 the text is the plain model’s, bit for bit. Past about 0.5 this model stops making
        sense: that is damage, not feeling.
      </Note>
    </Card>
  );
}

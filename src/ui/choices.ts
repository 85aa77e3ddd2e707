/** The choices that several pages offer, ready for a Select. */
import { AXES, type AxisId, type Direction, directionLabel, EMOTIONS } from "../core/emotions.ts";
import type { SelectGroup, SelectOption } from "./Select.tsx";

/** Axes first, then the 24 emotions. */
export const DIRECTION_GROUPS: readonly SelectGroup<Direction>[] = [
  {
    label: "From one to another",
    options: (Object.keys(AXES) as AxisId[]).map((id) => ({ id, label: directionLabel(id) })),
  },
  { label: "One emotion", options: EMOTIONS.map((id) => ({ id, label: id })) },
];

/** "layer 20 of 30" for every residual point; 0 is the embedding. Ids are the numbers as text. */
export function layerOptions(layers: number, best?: number): readonly SelectOption<string>[] {
  return Array.from({ length: layers + 1 }, (_, layer) => {
    const name = layer === 0 ? "embedding" : `layer ${layer} of ${layers}`;
    return { id: String(layer), label: layer === best ? `${name} · reads best` : name };
  });
}

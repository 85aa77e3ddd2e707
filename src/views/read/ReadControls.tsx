import { modelLayers, USUAL_LAYERS } from "../../state/layers.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import { shownLayer } from "../../state/specs.ts";
import { DIRECTION_GROUPS, layerOptions } from "../../ui/choices.ts";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { Select } from "../../ui/Select.tsx";
import { useHidden } from "../useHidden.ts";

const MODES = [
  { id: "text", label: "Text" },
  { id: "chat", label: "Chat" },
] as const;

/** What is read, what colours it, at which layer. */
export function ReadControls() {
  const store = useAppStore();
  const hidden = useHidden();
  const mode = useApp(({ settings }) => settings.read.mode);
  const direction = useApp(({ settings }) => settings.read.direction);
  const { editRead } = store.getState();
  return (
    <>
      {!hidden("own") && (
        <SegmentedControl
          label="What is read"
          segments={MODES}
          value={mode}
          onChange={(next) => editRead({ mode: next })}
        />
      )}
      {!hidden("direction") && (
        <Select
          label="Colour by"
          groups={DIRECTION_GROUPS}
          value={direction}
          onChange={(next) => editRead({ direction: next })}
        />
      )}
      {!hidden("layer") && <LayerSelect />}
    </>
  );
}

function LayerSelect() {
  const store = useAppStore();
  const manifest = useApp((state) => state.manifest);
  const choice = useApp(({ settings }) => settings.read.layer);
  const set = useApp(({ settings }) => settings.read.set);
  const layers = useApp(modelLayers) ?? USUAL_LAYERS;
  return (
    <Select
      label="Layer"
      groups={[{ options: layerOptions(layers, manifest?.bestLayer[set]) }]}
      value={String(shownLayer(choice, set, manifest, layers))}
      onChange={(id) => store.getState().editRead({ layer: Number(id) })}
    />
  );
}

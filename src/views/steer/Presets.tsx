import { MESSAGES } from "../../content/messages.ts";
import { STEER_PRESETS, type SteerPreset } from "../../content/presets.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import type { SteerSettings } from "../../state/settings.ts";
import { Notice } from "../../ui/Notice.tsx";
import { PillGroup } from "../../ui/PillGroup.tsx";
import { useSteerSettings } from "./useSteer.ts";

/** The preset that is set exactly, or null for the user's own settings. */
export function pressedPreset(settings: SteerSettings): SteerPreset | null {
  const { prompt, system, layer, where } = settings;
  const terms = JSON.stringify(settings.terms);
  const found = STEER_PRESETS.find(
    (preset) =>
      preset.prompt === prompt &&
      preset.system === system &&
      preset.layer === layer &&
      preset.where === where &&
      JSON.stringify(preset.terms) === terms,
  );
  return found ?? null;
}

/** Ready-made prompts with their steering, and what to look for in the one that is on. */
export function Presets() {
  const store = useAppStore();
  const settings = useSteerSettings();
  const replaced = useApp((state) => state.replaced);
  const pressed = pressedPreset(settings);
  return (
    <div className="steer-presets">
      <PillGroup
        label="Examples"
        pills={STEER_PRESETS.map(({ id, title }) => ({ id, label: title }))}
        pressed={pressed?.id ?? null}
        onPress={(id) => store.getState().applyPreset(id)}
      />
      <p className="steer-quiet">{pressed?.look}</p>
      {replaced && (
        <Notice
          action={{ label: MESSAGES.undo, onPress: () => store.getState().undo() }}
          onDismiss={() => store.getState().dismissReplaced()}
        >
          {MESSAGES.replacedByExample}
        </Notice>
      )}
    </div>
  );
}

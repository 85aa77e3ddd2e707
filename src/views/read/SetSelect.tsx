import type { VectorSetName } from "../../core/vectors.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import { Select } from "../../ui/Select.tsx";
import { Unit } from "../shell/Unit.tsx";
import { useHidden } from "../useHidden.ts";

const SETS: readonly { readonly id: VectorSetName; readonly label: string }[] = [
  { id: "text", label: "built from texts" },
  { id: "reply", label: "built before replies" },
];

/** Which of the model's two sets of vectors colours the tokens: offered in a chat, where both have a place. */
export function SetSelect() {
  const store = useAppStore();
  const hidden = useHidden();
  const set = useApp(({ settings }) => settings.read.set);
  const chat = useApp(({ settings }) => settings.read.mode === "chat");
  if (hidden("set") || (!chat && set === "text")) return null;
  return (
    <div className="set-select">
      <Unit entry="emotion-vector">Vectors</Unit>
      <Select
        label="Set of vectors"
        groups={[{ options: SETS }]}
        value={set}
        onChange={(next) => store.getState().editRead({ set: next })}
      />
    </div>
  );
}

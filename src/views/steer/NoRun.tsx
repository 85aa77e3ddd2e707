import { STEER_PRESETS } from "../../content/presets.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { LoadButton, useModelName } from "./LoadButton.tsx";
import { useSteerSettings } from "./useSteer.ts";

/** Where the texts would stand: why there are none, and what brings them. */
export function NoRun() {
  const store = useAppStore();
  const kind = useApp((state) => state.model.kind);
  const name = useModelName();
  const { prompt } = useSteerSettings();
  if (prompt.trim() === "") {
    return (
      <EmptyState title="Nothing to go on from">
        Write a prompt above, or pick one of the examples.
      </EmptyState>
    );
  }
  if (kind === "ready") {
    return <EmptyState title="Nothing is written yet">Press “Write again”.</EmptyState>;
  }
  if (kind === "loading") {
    return (
      <EmptyState title="The model is on its way">
        It writes here as soon as it is there.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No recorded run has these settings"
      action={
        <span className="button-group">
          <LoadButton primary />
          <Button onClick={() => store.getState().applyPreset(STEER_PRESETS[0]?.id ?? "")}>
            Back to the recorded run
          </Button>
        </span>
      }
    >
      Load {name} into this browser, and it writes with them here. Your settings stay as they are.
    </EmptyState>
  );
}

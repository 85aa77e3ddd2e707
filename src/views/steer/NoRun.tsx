import { STEER_PRESETS } from "../../content/presets.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import { readingModel } from "../../state/slices/model-slice.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { modelName } from "../model-name.ts";
import { LoadButton } from "./LoadButton.tsx";
import { pressedPreset } from "./Presets.tsx";
import { useSteerSettings } from "./useSteer.ts";

/** Where the texts would stand: why there are none, and what brings them. */
export function NoRun() {
  return (
    <>
      <h2 className="visually-hidden">The texts</h2>
      <Why />
    </>
  );
}

function Why() {
  const store = useAppStore();
  const kind = useApp((state) => state.model.kind);
  const reads = useApp((state) => readingModel(state) !== null);
  const name = useApp(modelName);
  const settings = useSteerSettings();
  const { prompt } = settings;
  const first = STEER_PRESETS[0];
  if (prompt.trim() === "") {
    return (
      <EmptyState title="Nothing to go on from">
        Write a prompt above, or pick one of the examples.
      </EmptyState>
    );
  }
  if (kind === "ready" && !reads) {
    return (
      <EmptyState title="The model can't be steered yet">
        It needs emotion vectors for that: build them above.
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
          <LoadButton />
          {first !== undefined && pressedPreset(settings)?.id !== first.id && (
            <Button small onClick={() => store.getState().applyPreset(first.id)}>
              Back to the recorded run
            </Button>
          )}
        </span>
      }
    >
      Load {name} into this browser, and it writes with them here. Your settings stay as they are.
    </EmptyState>
  );
}

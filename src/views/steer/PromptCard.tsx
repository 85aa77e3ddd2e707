import { useState } from "react";
import { MESSAGES } from "../../content/messages.ts";
import { useApp } from "../../state/react.ts";
import { readingModel } from "../../state/slices/model-slice.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { useControllers } from "../controllers.ts";
import { useHidden } from "../useHidden.ts";
import { LoadButton } from "./LoadButton.tsx";
import { newSeed } from "./new-seed.ts";
import { PromptBox } from "./PromptBox.tsx";
import { RunBar } from "./RunBar.tsx";
import { SamplerFields } from "./SamplerFields.tsx";
import { useEditSteer, useSteerSettings } from "./useSteer.ts";

/** What the model goes on from, and the buttons that make it write. */
export function PromptCard() {
  const { prompt, system, sampler } = useSteerSettings();
  const edit = useEditSteer();
  const { steer } = useControllers();
  const hidden = useHidden();
  const ready = useApp((state) => readingModel(state) !== null);
  const loading = useApp((state) => state.model.kind === "loading");
  const running = useApp((state) => state.steer.status === "running");
  // Only at first: a box must not close under its last character.
  const [opened] = useState(system !== "");
  const empty = prompt.trim() === "";

  function write() {
    if (!empty && ready) steer.write({ anew: true });
  }

  return (
    <Card className="steer-ask">
      <div className="steer-ask-row">
        <PromptBox
          label="Prompt"
          value={prompt}
          placeholder="Ask for something to be written"
          onChange={(value) => edit({ prompt: value })}
          onSubmit={write}
          error={empty ? MESSAGES.emptyPrompt : null}
        />
        <div className="steer-buttons">
          {ready || loading ? (
            <Button kind="primary" disabled={empty || loading} onClick={write}>
              Write again
            </Button>
          ) : (
            <LoadButton primary />
          )}
          {ready && !hidden("sampler") && (
            <Button
              className="quiet-in-present"
              disabled={empty}
              onClick={() => edit({ sampler: { ...sampler, seed: newSeed(sampler.seed) } })}
            >
              New seed
            </Button>
          )}
          {ready && (
            <Button disabled={!running} onClick={steer.stop}>
              Stop
            </Button>
          )}
        </div>
      </div>
      <div className="steer-more">
        {!hidden("system") && (
          <Disclosure label={system === "" ? "System prompt" : "System prompt (set)"} open={opened}>
            <PromptBox
              label="Said before the prompt"
              labelled
              value={system}
              placeholder="None"
              onChange={(value) => edit({ system: value })}
              onSubmit={write}
            />
          </Disclosure>
        )}
        {!hidden("sampler") && (
          <Disclosure label="Dice">
            <SamplerFields />
          </Disclosure>
        )}
        <RunBar />
      </div>
    </Card>
  );
}

import { useState } from "react";
import { parseModelRef, parseServer } from "../../core/model-ref.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import { Button } from "../../ui/Button.tsx";
import { Card, Note } from "../../ui/Card.tsx";
import { NumberField } from "../../ui/NumberField.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useControllers } from "../controllers.ts";

const WHERE = [
  { id: "wasm", label: "WebAssembly" },
  { id: "webgpu", label: "WebGPU" },
] as const;

/** What a model runs on, threads of WebAssembly, and the server that stands in for the hub. */
export function RunsOn() {
  const store = useAppStore();
  const device = useApp(({ settings }) => settings.device);
  const hub = useApp(({ settings }) => settings.hub);
  const adapter = useApp(({ model }) => (model.kind === "ready" ? model.model.adapter : undefined));
  const cores = navigator.hardwareConcurrency || 1;
  const isolated = globalThis.crossOriginIsolated === true;
  return (
    <>
      <Card title="Runs on">
        <SegmentedControl
          label="Runs on"
          segments={WHERE}
          value={device.backend === "webgpu" ? "webgpu" : "wasm"}
          onChange={(backend) =>
            store
              .getState()
              .edit({ device: { ...device, backend: backend === "wasm" ? "auto" : backend } })
          }
        />
        <p className="models-quiet">
          {device.backend === "webgpu"
            ? "On trial: fetches 27 MB more, and is checked against the processor as it starts. Where it is missing or computes wrongly, WebAssembly takes over."
            : "On the processor, in full precision (fp32)."}
        </p>
        {adapter !== undefined && <p className="models-quiet">The model runs on {adapter}.</p>}
        <div className="models-threads">
          <span>Threads</span>
          <NumberField
            label="Threads"
            value={device.threads ?? Math.min(4, cores)}
            range={{ min: 1, max: cores, step: 1, precision: 1 }}
            format={String}
            disabled={!isolated || device.backend === "webgpu"}
            onChange={(threads) => store.getState().edit({ device: { ...device, threads } })}
          />
          {device.threads !== null && (
            <Button
              small
              kind="link"
              onClick={() => store.getState().edit({ device: { ...device, threads: null } })}
            >
              As many as serve
            </Button>
          )}
        </div>
        <Again />
        <Note>
          {isolated
            ? "Taken when a model is loaded the next time. They are in the link."
            : "This page is not isolated, so that the browser allows one thread only."}
        </Note>
      </Card>
      <Server key={hub} hub={hub} onChange={(next) => store.getState().edit({ hub: next })} />
    </>
  );
}

/** The model that runs, on what is chosen now. */
function Again() {
  const { model } = useControllers();
  const ref = useApp(({ settings, model: status }) =>
    status.kind === "ready" ? settings.model : null,
  );
  const parsed = ref === null ? null : parseModelRef(ref);
  if (parsed === null) return null;
  return (
    <div className="model-row-act">
      <Button small onClick={() => void model.choose(parsed)}>
        Load the model again
      </Button>
    </div>
  );
}

interface ServerProps {
  readonly hub: string | null;
  readonly onChange: (hub: string | null) => void;
}

function Server({ hub, onChange }: ServerProps) {
  const [text, setText] = useState(hub ?? "");
  const [wrong, setWrong] = useState(false);
  function take() {
    const server = parseServer(text);
    const clear = text.trim() === "";
    setWrong(!clear && server === null);
    if (clear || server !== null) onChange(server);
  }
  return (
    <Card title="Server of models">
      <TextField
        label="In place of huggingface.co"
        value={text}
        placeholder="https://models.your-school.example"
        hint="A server of your own with the hub's paths: owner/name/resolve/main/file. Empty: the hub."
        error={wrong ? "This is no address of a server. It should start with https://" : null}
        onChange={(value) => {
          setText(value);
          setWrong(false);
        }}
        onSubmit={take}
      />
      <div className="model-row-act">
        <Button small disabled={text.trim() === (hub ?? "")} onClick={take}>
          Use it
        </Button>
      </div>
    </Card>
  );
}

import { useState } from "react";
import { useApp } from "../../state/react.ts";
import { Card } from "../../ui/Card.tsx";
import { cx } from "../../ui/cx.ts";
import { DROP_ZONE } from "../app/StrayFiles.tsx";
import { useControllers } from "../controllers.ts";
import { LoadProgressLine } from "./LoadProgressLine.tsx";

/** Files from the user's own disk: dropped, or chosen. */
export function OwnFiles() {
  const { model } = useControllers();
  const mine = useApp((state) => (state.model.kind === "loading" ? state.ownFiles : null));
  const [over, setOver] = useState(false);

  function take(files: FileList | null) {
    setOver(false);
    const chosen = [...(files ?? [])];
    if (chosen.length > 0) void model.loadFiles(chosen);
  }

  return (
    <Card title="From your disk">
      <label
        htmlFor={DROP_ZONE}
        className={cx("models-drop", over && "models-drop-over")}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          take(event.dataTransfer.files);
        }}
      >
        <b>Drop a model here, or choose files</b>
        <span>
          One GGUF, all parts of a split one, or model.safetensors with config.json and
          tokenizer.json. They stay in this browser.
        </span>
        <input
          id={DROP_ZONE}
          type="file"
          multiple
          accept=".gguf,.safetensors,.json"
          onChange={(event) => {
            take(event.target.files);
            // The same file can be chosen again.
            event.target.value = "";
          }}
        />
      </label>
      {mine !== null && <LoadProgressLine name={mine} />}
    </Card>
  );
}

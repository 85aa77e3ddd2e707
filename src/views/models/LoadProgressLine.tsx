import { useRef } from "react";
import { useApp } from "../../state/react.ts";
import { Progress, share } from "../../ui/Progress.tsx";
import { downloadSecondsLeft } from "../app/chip.ts";
import { useControllers } from "../controllers.ts";

const LABELS = {
  wait: "Another tab is downloading this model…",
  download: "Downloading",
  unpack: "Unpacking",
  session: "Starting",
  check: "Checking",
} as const;

/** How loading goes: phase, megabytes, megabytes a second, time left, and a way out. */
export function LoadProgressLine({ name }: { readonly name: string }) {
  const { model } = useControllers();
  const status = useApp((state) => state.model);
  const first = useRef<number | null>(null);
  if (status.kind !== "loading") return null;
  const { progress, startedAt } = status;
  if (progress === null) {
    return (
      <Progress label={`Asking for ${name}`} done={0} total={0} text="" onCancel={model.cancel} />
    );
  }
  const { phase, done, total, cached } = progress;
  const elapsed = performance.now() - startedAt;
  // What was there already tells nothing of the network's speed.
  first.current ??= done;
  const speed = (done - first.current) / 1e3 / elapsed;
  const measured = phase === "download" && !cached && elapsed > 700 && speed > 0;
  const label = phase === "download" && cached ? "Reading what is kept" : LABELS[phase];
  const bytes = phase === "download" || phase === "unpack";
  return (
    <Progress
      label={`${label}${measured ? ` · ${speed.toFixed(1)} MB/s` : ""}`}
      done={done}
      total={total}
      secondsLeft={downloadSecondsLeft(progress, elapsed)}
      {...(bytes ? {} : { text: share(done, total) === 1 ? "done" : "" })}
      onCancel={model.cancel}
    />
  );
}

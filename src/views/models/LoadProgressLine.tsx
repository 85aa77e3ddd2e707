import { useApp } from "../../state/react.ts";
import { Progress, share } from "../../ui/Progress.tsx";
import { downloadRate, downloadSecondsLeft } from "../app/download-rate.ts";
import { useClock } from "../app/useChipState.ts";
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
  const now = useClock(status.kind === "loading");
  if (status.kind !== "loading") return null;
  const { progress } = status;
  if (progress === null) {
    return (
      <Progress label={`Asking for ${name}`} done={0} total={0} text="" onCancel={model.cancel} />
    );
  }
  const { phase, done, total, cached } = progress;
  const rate = downloadRate(status, now);
  const label = phase === "download" && cached ? "Reading what is kept" : LABELS[phase];
  const bytes = phase === "download" || phase === "unpack";
  return (
    <Progress
      label={`${label}${rate === null ? "" : ` · ${(rate / 1e3).toFixed(1)} MB/s`}`}
      done={done}
      total={total}
      secondsLeft={downloadSecondsLeft(status, now)}
      {...(bytes ? {} : { text: share(done, total) === 1 ? "done" : "" })}
      onCancel={model.cancel}
    />
  );
}

/** The model's state as the header and the pages say it. */
import { useEffect, useState } from "react";
import { useApp } from "../../state/react.ts";
import type { ModelChipState } from "../../ui/ModelChip.tsx";
import { isOwnModel } from "../own-model.ts";
import { chipState } from "./chip.ts";

export function useChipState(): ModelChipState {
  const status = useApp((state) => state.model);
  const summary = useApp((state) => state.summary);
  const busy = useApp(({ read, steer, dosage }) => {
    return read.running || steer.status === "running" || dosage.status === "running";
  });
  const own = useApp(isOwnModel);
  const now = useClock(status.kind === "loading");
  return chipState(status, summary, busy, now, own);
}

/** The time, read anew at each render, and twice a second while something is forecast. */
export function useClock(running: boolean): number {
  const [, tick] = useState(0);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => tick((n) => n + 1), 500);
    return () => clearInterval(timer);
  }, [running]);
  return performance.now();
}

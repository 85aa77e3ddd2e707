/** What the model chip says, from the store. */
import { failureText } from "../../content/messages.ts";
import type { ModelStatus } from "../../state/slices/model-slice.ts";
import type { ModelChipState } from "../../ui/ModelChip.tsx";
import type { LoadedModel, ModelSummary } from "../../worker/contract.ts";
import { downloadSecondsLeft } from "./download-rate.ts";

/**
 * @param now by performance.now(), ms
 * @param own whether the model is a file of the user's own
 */
export function chipState(
  model: ModelStatus,
  summary: ModelSummary | null,
  busy: boolean,
  now: number,
  own = false,
): ModelChipState {
  switch (model.kind) {
    case "idle":
    case "inspecting":
      return {
        kind: "idle",
        bytes: summary?.bytes ?? null,
        cached: summary !== null && summary.bytes > 0 && summary.cachedBytes >= summary.bytes,
      };
    case "asking":
      return model;
    case "loading": {
      const { progress } = model;
      if (progress === null) {
        const total = summary?.bytes ?? 0;
        const cached = (summary?.cachedBytes ?? 0) >= total;
        return { kind: "loading", phase: "download", done: 0, total, cached, secondsLeft: null };
      }
      const { phase, done, total, cached } = progress;
      const secondsLeft = downloadSecondsLeft(model, now);
      return { kind: "loading", phase, done, total, cached, secondsLeft };
    }
    case "ready":
      return { kind: "ready", where: whereItRuns(model.model), busy };
    case "failed":
      return {
        kind: "failed",
        message: model.failure.message,
        retry: failureText(model.failure, own).retry,
      };
  }
}

/** "WebAssembly · 2 threads", "WebGPU · fp16". */
export function whereItRuns({
  backend,
  precision,
  threads,
}: Pick<LoadedModel, "backend" | "precision" | "threads">): string {
  if (backend === "webgpu") return `WebGPU · ${precision}`;
  const where = backend === "wasm" ? "WebAssembly" : "Node";
  return `${where} · ${threads === 1 ? "1 thread" : `${threads} threads`}`;
}

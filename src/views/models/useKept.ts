/** What this browser keeps, asked anew whenever a model has come or gone. */
import { useCallback, useEffect, useState } from "react";
import { failureOf } from "../../state/engine-client.ts";
import { useApp } from "../../state/react.ts";
import type { KeptModel } from "../../worker/contract.ts";
import { useControllers } from "../controllers.ts";

export interface Storage {
  readonly used: number;
  readonly available: number;
  /** The browser has promised not to clear it by itself. */
  readonly persistent: boolean;
}

export interface Kept {
  /** Null until the browser has answered. */
  readonly models: readonly KeptModel[] | null;
  readonly storage: Storage | null;
  readonly problem: string | null;
  readonly refresh: () => void;
}

export function useKept(): Kept {
  const { model } = useControllers();
  const kind = useApp((state) => state.model.kind);
  const [models, setModels] = useState<readonly KeptModel[] | null>(null);
  const [storage, setStorage] = useState<Storage | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const settled = kind !== "loading" && kind !== "inspecting";

  const refresh = useCallback(() => {
    model.kept().then(
      (found) => {
        setModels(found);
        setProblem(null);
      },
      (error: unknown) => setProblem(failureOf(error).message),
    );
    void storageOf().then(setStorage);
  }, [model]);

  useEffect(() => {
    if (settled) refresh();
  }, [settled, refresh]);
  return { models, storage, problem, refresh };
}

async function storageOf(): Promise<Storage | null> {
  const { storage } = navigator as { readonly storage?: StorageManager };
  try {
    const { usage = 0, quota = 0 } = (await storage?.estimate()) ?? {};
    const persistent = (await storage?.persisted()) ?? false;
    return quota > 0 ? { used: usage, available: quota, persistent } : null;
  } catch {
    return null;
  }
}

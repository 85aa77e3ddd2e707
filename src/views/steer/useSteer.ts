/** What the parts of the Steer page need from the store. */
import { useCallback, useMemo } from "react";
import type { VectorSet } from "../../core/vectors.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import type { SteerSettings } from "../../state/settings.ts";
import { shownLayer } from "../../state/specs.ts";

export function useSteerSettings(): SteerSettings {
  return useApp(({ settings }) => settings.steer);
}

/** Changes settings; the function stays the same. */
export function useEditSteer(): (patch: Partial<SteerSettings>) => void {
  const store = useAppStore();
  return useCallback((patch) => store.getState().editSteer(patch), [store]);
}

export interface Reader {
  /** Spreads of the set that texts are read with. */
  readonly set: VectorSet;
  /** Residual point that is read: the one that reads best, wherever the vector is added. */
  readonly layer: number;
  readonly layers: number;
}

/** How texts are read, or null before the vectors are known. */
export function useReader(): Reader | null {
  const manifest = useApp((state) => state.manifest);
  return useMemo(() => {
    if (manifest === null) return null;
    const layer = shownLayer(null, "text", manifest);
    return { set: manifest.sets.text, layer, layers: manifest.points - 1 };
  }, [manifest]);
}

/** What the Read page draws, from the store: run, layer, values. */
import { useMemo, useRef } from "react";
import type { Direction } from "../../core/emotions.ts";
import { directionValues, type Readings } from "../../core/readings.ts";
import { useApp } from "../../state/react.ts";
import type { ReadRun } from "../../state/runs.ts";
import { shownLayer } from "../../state/specs.ts";
import { type Coloured, carriedValues, runToShow } from "./shown.ts";

export interface ReadView {
  readonly run: ReadRun;
  readonly direction: Direction;
  readonly layer: number;
  readonly smooth: boolean;
  /** The rows read so far; the same object at every layer and direction. */
  readonly readings: Readings;
  /** Display value of every token [T], token σ; NaN where none is known. */
  readonly values: Float32Array;
}

interface Memory {
  readonly run: number;
  /** Direction, layer, smoothing: values of another display are not carried over. */
  readonly display: string;
  readonly now: Coloured;
  readonly before: Coloured | null;
}

/** The view, or null while there is nothing to show. The same object while nothing changes. */
export function useReadView(): ReadView | null {
  const newest = useApp(({ read }) => read.run);
  const manifest = useApp((state) => state.manifest);
  const direction = useApp(({ settings }) => settings.read.direction);
  const choice = useApp(({ settings }) => settings.read.layer);
  const smooth = useApp(({ settings }) => settings.read.smooth);
  const shown = useRef<ReadRun | null>(null);
  const memory = useRef<Memory | null>(null);

  const run = runToShow(newest, shown.current);
  shown.current = run;
  const readings = useMemo((): Readings | null => {
    if (run === null || manifest === null) return null;
    const { z, points } = run.rows;
    return { z, points: points || manifest.points, set: manifest.sets[run.set] };
  }, [run, manifest]);
  return useMemo(() => {
    if (run === null || readings === null) return null;
    const layer = shownLayer(choice, run.set, manifest);
    const read = directionValues(readings, direction, layer, { smooth });

    const display = `${run.set} ${direction} ${layer} ${smooth}`;
    const last = memory.current;
    const same = last?.display === display ? last : null;
    const before = same?.run === run.id ? same.before : (same?.now ?? null);
    const { text, tokens } = run;
    const values = carriedValues({ text, tokens, values: read }, before);
    memory.current = { run: run.id, display, now: { text, tokens, values }, before };
    return { run, direction, layer, smooth, readings, values };
  }, [run, readings, manifest, direction, choice, smooth]);
}

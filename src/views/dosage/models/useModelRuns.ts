/** The situation that is shown, in every recorded model: recorded, or live where the model is loaded. */
import { useEffect, useState } from "react";
import type { Situation } from "../../../content/situations.ts";
import { useApp } from "../../../state/react.ts";
import { type RecordedLibrary, shippedRecordings } from "../../../state/recorded/library.ts";
import { playDosage } from "../../../state/recorded/play.ts";
import type { DosageState } from "../../../state/slices/dosage-slice.ts";
import { loadedModel } from "../../../state/slices/model-slice.ts";
import { type DosageView, sameSpec } from "../dosage-view.ts";
import { specAt } from "../survey-place.ts";
import { FOLLOWED } from "./followed.ts";
import type { ModelFollowed } from "./followed-rows.ts";
import type { ModelRun } from "./model-curves.ts";

type Played = Pick<DosageState, "points" | "controls"> & { readonly date: string };

/** A model's recorded run of a situation where it is read at first, or null. Never rejects. */
async function recordedRun(
  library: RecordedLibrary,
  { model, vectorsSha256 }: ModelFollowed,
  situation: Situation,
): Promise<Played | null> {
  const run = await library(model, "dosage", situation.id);
  if (run?.page !== "dosage" || run.vectorsSha256 !== vectorsSha256) return null;
  const played = await playDosage(run, specAt(situation, "usual"));
  if (!played?.points || !played.controls) return null;
  return { points: played.points, controls: played.controls, date: run.date };
}

const NONE: ReadonlyMap<string, Played> = new Map();

function useRecorded(situation: Situation | null): ReadonlyMap<string, Played> {
  const [runs, setRuns] = useState<{ of: Situation; played: ReadonlyMap<string, Played> } | null>(
    null,
  );
  useEffect(() => {
    if (situation === null) return;
    let current = true;
    const get = async () => {
      const all = await Promise.all(
        FOLLOWED.map(async (one) => {
          const played = await recordedRun(shippedRecordings, one, situation);
          return played === null ? [] : [[one.model, played] as const];
        }),
      );
      if (current && all.flat().length > 0) setRuns({ of: situation, played: new Map(all.flat()) });
    };
    void get();
    return () => {
      current = false;
    };
  }, [situation]);
  return runs !== null && runs.of === situation ? runs.played : NONE;
}

/** One run a recorded model, in their order. */
export function useModelRuns(view: DosageView): readonly ModelRun[] {
  const { situation } = view.spec;
  const recorded = useRecorded(situation);
  const chosen = useApp(({ manifest }) => manifest?.model ?? null);
  const live = useApp(loadedModel) !== null;
  const usual = situation !== null && sameSpec(specAt(situation, "usual"), view.spec);
  return FOLLOWED.map(({ model: id, name, bestLayer }) => {
    const own = id === chosen;
    const layer = own ? view.layer : bestLayer[view.spec.set];
    if (own && live && view.hasPoints && view.recorded === null) {
      return { id, name, layer, recorded: null, points: view.points, controls: view.controls };
    }
    const run = usual ? recorded.get(id) : undefined;
    const { points = [], controls = [], date = "" } = run ?? {};
    return { id, name, layer, recorded: date, points, controls };
  });
}

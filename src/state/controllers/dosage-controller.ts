/**
 * Draws the Dosage page's curves: doses one by one, then the control's, each point on screen as it
 * is read. Points that were read before are there at once.
 */
import type { PointReading } from "../../worker/contract.ts";
import { type EngineClient, failureOf } from "../engine-client.ts";
import { createLru } from "../lru.ts";
import { extendReadRun, type ReadRun, startReadRun } from "../runs.ts";
import type { DosageState, DoseLine } from "../slices/dosage-slice.ts";
import { readingModel } from "../slices/model-slice.ts";
import { type DoseSpec, doseFaults, doseSpec, pointRequest } from "../specs.ts";
import type { AppStore } from "../store.ts";
import { createLatest } from "./latest.ts";
import { noteDeath } from "./model-controller.ts";

export interface DosageController {
  /** Runs with the settings as they are, also after a stop or a failure. */
  run(): void;
  stop(): void;
  /** Reads the prompt at a dose token by token, for the pane under the chart. */
  open(line: DoseLine, index: number): void;
  dispose(): void;
}

/** Points that are kept: 5.5 kB each. */
const KEPT_POINTS = 600;
/** A pause in typing that starts the user's own sentence. */
const TYPING_PAUSE_MS = 350;

type OpenDose = NonNullable<DosageState["open"]>;

interface Job {
  readonly line: DoseLine;
  readonly index: number;
  readonly template: string;
  readonly dose: string;
}

export function createDosageController(store: AppStore, client: EngineClient): DosageController {
  const points = createLatest();
  const reader = createLatest();
  const kept = createLru<PointReading>(KEPT_POINTS);
  let runs = 0;
  let asked: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastOpen: { readonly line: DoseLine; readonly index: number } | null = null;

  const specKey = () => {
    const model = readingModel(store.getState());
    const spec = doseSpec(store.getState().settings.dosage);
    return JSON.stringify([model?.weightsSha256, model?.vectorsSha256, { ...spec, situation: "" }]);
  };

  function run(): void {
    clearTimeout(timer);
    const model = readingModel(store.getState());
    if (model === null) return;
    const spec = doseSpec(store.getState().settings.dosage);
    const faults = doseFaults(spec);
    asked = specKey();
    if (faults.template !== null) {
      points.cancel();
      store.getState().faultDosage(spec, faults);
      return;
    }
    const keyOf = ({ template, dose }: Job) =>
      JSON.stringify([
        model.weightsSha256,
        model.vectorsSha256,
        pointRequest(spec, template, dose),
      ]);
    const jobs = jobsOf(spec, faults.control === null);

    points.run(async (signal) => {
      const id = ++runs;
      const known = (line: DoseLine) =>
        spec.doses.map((_, index) => {
          const job = jobs.find((one) => one.line === line && one.index === index);
          return job === undefined ? null : (kept.get(keyOf(job)) ?? null);
        });
      const { beginDosage, onDosePoint, endDosage, failDosage } = store.getState();
      beginDosage(id, {
        spec,
        faults,
        points: known("template"),
        controls: known("control"),
      });
      try {
        for (const job of jobs) {
          const key = keyOf(job);
          if (kept.get(key) !== undefined) continue;
          const point = await client.point(pointRequest(spec, job.template, job.dose), signal);
          kept.set(key, point);
          onDosePoint(id, job.line, job.index, point);
        }
        endDosage(id);
        openAgain(spec);
      } catch (error) {
        failDosage(id, failureOf(error));
        noteDeath(store, error);
      }
    });
  }

  /** The pane under the chart keeps its dose over a new run; at first it shows the last dose. */
  function openAgain(spec: DoseSpec): void {
    const { line, index } = lastOpen ?? { line: "template", index: spec.doses.length - 1 };
    const fits = line === "template" || doseFaults(spec).control === null;
    open(fits ? line : "template", Math.min(index, spec.doses.length - 1));
  }

  function open(line: DoseLine, index: number): void {
    const { dosage, openDose } = store.getState();
    const dose = dosage.spec?.doses[index];
    if (dosage.spec === null || dose === undefined) return;
    lastOpen = { line, index };
    openDose({ line, index, run: null, failure: null });
    if (readingModel(store.getState()) === null) return;
    const template = line === "template" ? dosage.spec.template : dosage.spec.control;
    const { prompt, set } = pointRequest(dosage.spec, template, dose);
    const spec = dosage.spec;
    reader.run(async (signal) => {
      const put = (change: (open: OpenDose) => Partial<OpenDose>) => {
        const { dosage: now } = store.getState();
        const here = now.open?.line === line && now.open.index === index && now.spec === spec;
        if (here && now.open !== null) openDose({ ...now.open, ...change(now.open) });
      };
      const show = (change: (run: ReadRun | null) => ReadRun | null) =>
        put(({ run }) => ({ run: change(run) }));
      try {
        const done = await client.read(
          { prompt, set },
          (event) =>
            show((old) =>
              event.kind === "start"
                ? startReadRun(0, set, event)
                : old && extendReadRun(old, event),
            ),
          signal,
        );
        show((old) => old && { ...old, done });
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind !== "cancelled") put(() => ({ failure }));
        noteDeath(store, error);
      }
    });
  }

  function update(typing: boolean): void {
    if (readingModel(store.getState()) === null) {
      asked = null;
      points.cancel();
      reader.cancel();
      return;
    }
    if (store.getState().settings.page !== "dosage" || specKey() === asked) return;
    clearTimeout(timer);
    if (typing) timer = setTimeout(run, TYPING_PAUSE_MS);
    else run();
  }

  const end = store.subscribe((state, before) => {
    const [now, then] = [state.settings.dosage, before.settings.dosage];
    const typing =
      now.template !== then.template || now.control !== then.control || now.doses !== then.doses;
    if (
      now !== then ||
      state.model !== before.model ||
      state.settings.page !== before.settings.page
    ) {
      update(typing && state.lastChange === "edit");
    }
  });
  update(false);

  return {
    run,
    stop: () => points.cancel(),
    open,
    dispose() {
      end();
      clearTimeout(timer);
      points.cancel();
      reader.cancel();
    },
  };
}

function jobsOf(spec: DoseSpec, withControl: boolean): readonly Job[] {
  const line = (name: DoseLine, template: string) =>
    spec.doses.map((dose, index): Job => ({ line: name, index, template, dose }));
  return [
    ...line("template", spec.template),
    ...(withControl ? line("control", spec.control) : []),
  ];
}

/**
 * Writes the Steer page's columns. What was written before with the same prompt, dice and steering
 * is not written again; a change of sliders cancels the run and starts the next.
 */
import type { GenerateColumn, LoadedModel } from "../../worker/contract.ts";
import { type EngineClient, failureOf } from "../engine-client.ts";
import { modelLayers, steerWithin } from "../layers.ts";
import { createLru } from "../lru.ts";
import { COLUMN_IDS, type ColumnRun, emptyColumn } from "../runs.ts";
import type { SteerSettings } from "../settings.ts";
import { readingModel } from "../slices/model-slice.ts";
import { steerColumns, steerPrompt } from "../specs.ts";
import type { AppStore } from "../store.ts";
import { createLatest } from "./latest.ts";
import { noteDeath } from "./model-controller.ts";

export interface SteerController {
  /**
   * Writes with the settings as they are: only what is not written yet, or, with `anew`, every
   * column from its first token.
   */
  write(options?: { readonly anew?: boolean }): void;
  stop(): void;
  dispose(): void;
}

/** Finished columns that are kept. A thousand tokens of readings are 5.6 MB, a steered one has them twice. */
const KEPT_COLUMNS = 12;

/** What decides a column's tokens and readings, apart from its steering. */
const material = ({ prompt, system, sampler, maxTokens }: SteerSettings) => ({
  prompt,
  system,
  sampler,
  maxTokens,
});

/** What starts a run by itself: all that is set with sliders and buttons, not what is typed. */
const controls = ({ terms, layer, where, sampler, maxTokens, showRandom }: SteerSettings) =>
  JSON.stringify([terms, layer, where, sampler, maxTokens, showRandom]);

const typed = ({ prompt, system }: SteerSettings) => JSON.stringify([prompt, system]);

/** What decides how a model reads and is steered: its weights and its vectors. */
const writerOf = (model: LoadedModel | null) =>
  model === null ? null : JSON.stringify([model.weightsSha256, model.vectorsSha256]);

/** True where texts written with `before` are not those that `now` asks for. */
const isStale = (before: SteerSettings, now: SteerSettings) =>
  typed(before) !== typed(now) ||
  controls({ ...before, showRandom: false }) !== controls({ ...now, showRandom: false });

export function createSteerController(store: AppStore, client: EngineClient): SteerController {
  const latest = createLatest();
  const kept = createLru<ColumnRun>(KEPT_COLUMNS);
  let runs = 0;
  /** Settings that the columns on screen were written with. */
  let written: SteerSettings | null = null;
  /** The model that wrote them. */
  let writer: string | null = null;
  /** A run was stopped because the page was left; it goes on when one comes back. */
  let left = false;
  /** Keys of the columns on screen, so that unfinished ones go on from what is there. */
  let onScreen: ReadonlyMap<string, ColumnRun["id"]> = new Map();

  function write({ anew = false }: { readonly anew?: boolean } = {}): void {
    const model = readingModel(store.getState());
    const { steer: settings } = store.getState().settings;
    const prompt = steerPrompt(settings);
    if (model === null || prompt === null) return;
    const asked = steerColumns(steerWithin(settings, modelLayers(store.getState())));
    const by = writerOf(model);
    const keyOf = ({ steering }: GenerateColumn) =>
      JSON.stringify([by, material(settings), steering]);

    latest.run(async (signal) => {
      const id = ++runs;
      const before = store.getState().steer.columns;
      const columns = asked.map((column): ColumnRun => {
        const key = keyOf(column);
        const shown = onScreen.get(key);
        const blank = emptyColumn(idOf(column), column.steering);
        if (anew) return blank;
        return kept.get(key) ?? before.find((old) => old.id === shown) ?? blank;
      });
      onScreen = new Map(asked.map((column) => [keyOf(column), idOf(column)]));
      written = settings;
      writer = by;
      const { beginSteer, onSteerEvent, endSteer, failSteer } = store.getState();
      beginSteer(id, columns);
      const missing = asked.filter((_, at) => !isFinished(columns[at]));
      if (missing.length === 0) return endSteer(id, null);
      try {
        const { sampler, maxTokens } = settings;
        const request = { prompt, columns: missing, sampler, maxTokens, set: "text" } as const;
        const done = await client.generate(
          request,
          (event) => onSteerEvent(id, event, maxTokens),
          signal,
        );
        endSteer(id, done);
      } catch (error) {
        failSteer(id, failureOf(error));
        noteDeath(store, error);
      }
      const { steer } = store.getState();
      if (steer.latest !== id) return;
      for (const column of asked) {
        const run = steer.columns.find((one) => one.id === column.id);
        if (isFinished(run)) kept.set(keyOf(column), run);
      }
    });
  }

  const end = store.subscribe((state, before) => {
    const [now, then] = [state.settings.steer, before.settings.steer];
    const model = readingModel(state);
    if (model === null) {
      if (readingModel(before) !== null) latest.cancel();
      // A live run outlives its model; a recorded one goes when it no longer fits.
      if (written !== null && state.steer.recorded === null && now !== then) {
        state.markStale(isStale(written, now));
      }
      return;
    }
    if (state.settings.page !== "steer") {
      // The model does one thing at a time, and the page that is open comes first.
      if (state.steer.status === "running") {
        left = true;
        latest.cancel();
      }
      return;
    }
    const by = writerOf(model);
    const returned = writerOf(readingModel(before)) !== by;
    const came = returned || before.settings.page !== "steer";
    const other =
      written === null ||
      writer !== by ||
      state.steer.recorded !== null ||
      typed(written) !== typed(now) ||
      controls(written) !== controls(now);
    const brokenOff = (returned && state.steer.status === "failed") || left;
    left = false;
    const moved = now !== then && controls(now) !== controls(then);
    // A preset, a link or Back brings a whole new prompt; typing one waits for the button.
    const brought = now.prompt !== then.prompt && state.lastChange !== "edit";
    if (brought || moved || (came && other) || brokenOff) write();
    else if (now !== then) state.markStale(written === null || isStale(written, now));
  });
  if (store.getState().settings.page === "steer") write();

  return {
    write,
    stop: () => latest.cancel(),
    dispose() {
      end();
      latest.cancel();
    },
  };
}

function idOf({ id }: GenerateColumn): ColumnRun["id"] {
  return COLUMN_IDS.find((one) => one === id) ?? "steered";
}

/** Ended, and every token read by the plain model. */
function isFinished(run: ColumnRun | undefined): run is ColumnRun {
  return run !== undefined && run.end !== null && run.rows.count >= run.ids.length;
}

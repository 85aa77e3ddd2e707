/** Keeps the Read page's run true to its text: reads again at every change, the newest wins. */
import type { ReadRequest } from "../../worker/contract.ts";
import { type EngineClient, failureOf } from "../engine-client.ts";
import { readingModel } from "../slices/model-slice.ts";
import { readRequest } from "../specs.ts";
import type { AppStore } from "../store.ts";
import { createLatest } from "./latest.ts";
import { noteDeath } from "./model-controller.ts";

export interface ReadController {
  /** Reads the text again, after a failure. */
  retry(): void;
  dispose(): void;
}

export function createReadController(store: AppStore, client: EngineClient): ReadController {
  const latest = createLatest();
  let runs = 0;
  /** Model and request of the run on screen or on its way. */
  let asked: string | null = null;

  function start(request: ReadRequest): void {
    latest.run(async (signal) => {
      const id = ++runs;
      const { beginRead, onReadEvent, endRead, failRead } = store.getState();
      beginRead(id);
      try {
        endRead(id, await client.read(request, (e) => onReadEvent(id, request, e), signal));
      } catch (error) {
        const failure = failureOf(error);
        failRead(id, failure);
        if (failure.kind !== "cancelled") asked = null;
        noteDeath(store, error);
      }
    });
  }

  function update(): void {
    const { settings, showRead } = store.getState();
    const model = readingModel(store.getState());
    if (model === null) {
      asked = null;
      latest.cancel();
      return;
    }
    if (settings.page !== "read") return;
    const request = readRequest(settings.read);
    const key = JSON.stringify([model.weightsSha256, model.vectorsSha256, request]);
    if (key === asked) return;
    asked = key;
    if (request === null) {
      latest.cancel();
      showRead(null);
    } else start(request);
  }

  const end = store.subscribe((state, before) => {
    if (
      state.model !== before.model ||
      state.settings.read !== before.settings.read ||
      state.settings.page !== before.settings.page
    ) {
      update();
    }
  });
  update();

  return {
    retry() {
      asked = null;
      update();
    },
    dispose() {
      end();
      latest.cancel();
    },
  };
}

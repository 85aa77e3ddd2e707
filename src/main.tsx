/** Puts the page together: store, engine, controllers, address, and the first render. */
import { StrictMode, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import "@fontsource-variable/inter/wght.css";
import "./ui/tokens.css";
import "./ui/base.css";
import { bootStore, tabStorage } from "./state/boot.ts";
import { createDosageController } from "./state/controllers/dosage-controller.ts";
import { createModelController } from "./state/controllers/model-controller.ts";
import { createReadController } from "./state/controllers/read-controller.ts";
import {
  createRecordedController,
  fetchManifest,
} from "./state/controllers/recorded-controller.ts";
import { createSteerController } from "./state/controllers/steer-controller.ts";
import { keepDrafts } from "./state/drafts.ts";
import { startHistorySync } from "./state/history.ts";
import { AppStoreContext } from "./state/react.ts";
import { shippedRecordings } from "./state/recorded/library.ts";
import type { AppStore } from "./state/store.ts";
import { watch } from "./state/watch.ts";
import { App } from "./views/app/App.tsx";
import { deviceMemory, memoryShortage } from "./views/app/memory.ts";
import { type Controllers, ControllersContext } from "./views/controllers.ts";
import { applyTheme, browserStorage, storedTheme } from "./views/shell/theme.ts";
import { createWorkerClient } from "./worker/client.ts";
import { registerServiceWorker } from "./worker/service-worker.ts";

/** A newer version of the site, once it is there. */
function createUpdateOffer() {
  let apply: (() => void) | null = null;
  const listeners = new Set<() => void>();
  return {
    offer(next: () => void) {
      apply = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    current: () => apply,
  };
}

const updates = createUpdateOffer();

function createControllers(store: AppStore): Controllers {
  const client = createWorkerClient();
  const base = document.baseURI;
  createRecordedController(store, shippedRecordings, (id) => fetchManifest(id, base));
  return {
    client,
    model: createModelController(store, client, base),
    read: createReadController(store, client),
    steer: createSteerController(store, client),
    dosage: createDosageController(store, client),
  };
}

/** A link may ask to start at once; not where the device is too small for it. */
async function startWhenAsked(store: AppStore, { model }: Controllers): Promise<void> {
  await model.inspect();
  const start = () => {
    const { settings, summary } = store.getState();
    if (settings.start && memoryShortage(summary?.memoryBytes, deviceMemory()) === null) {
      void model.load();
    }
  };
  start();
  watch(store, ({ settings }) => settings.start, start);
}

function Root({ store, controllers }: { store: AppStore; controllers: Controllers }) {
  const update = useSyncExternalStore(updates.subscribe, updates.current);
  return (
    <AppStoreContext value={store}>
      <ControllersContext value={controllers}>
        <App update={update} />
      </ControllersContext>
    </AppStoreContext>
  );
}

async function main(): Promise<void> {
  applyTheme(storedTheme(browserStorage()), document.documentElement, null);
  const storage = tabStorage();
  const store = await bootStore(window.location.hash, storage);
  const controllers = createControllers(store);
  startHistorySync(store, window);
  keepDrafts(store, storage, window);
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root");
  createRoot(root).render(
    <StrictMode>
      <Root store={store} controllers={controllers} />
    </StrictMode>,
  );
  void startWhenAsked(store, controllers);
  void registerServiceWorker({
    // The text survives in the draft; a model that loads or runs would not.
    mayReload: () => ["idle", "inspecting"].includes(store.getState().model.kind),
    onUpdate: updates.offer,
  });
}

void main();

/** Puts the page together: store, engine, controllers, address, and the first render. */
import { StrictMode, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import "@fontsource-variable/inter/wght.css";
import "./ui/tokens.css";
import "./ui/base.css";
import { bootStore, tabStorage } from "./state/boot.ts";
import { noteDeath } from "./state/controllers/model-controller.ts";
import { keepDrafts } from "./state/drafts.ts";
import { startHistorySync } from "./state/history.ts";
import { AppStoreContext } from "./state/react.ts";
import { shippedRecordings } from "./state/recorded/library.ts";
import { startControllers } from "./state/start.ts";
import type { AppStore } from "./state/store.ts";
import { App } from "./views/app/App.tsx";
import { createUpdateOffer } from "./views/app/update-offer.ts";
import { type Controllers, ControllersContext } from "./views/controllers.ts";
import { applyTheme, browserStorage, storedTheme } from "./views/shell/theme.ts";
import { createWorkerClient } from "./worker/client.ts";
import { registerServiceWorker } from "./worker/service-worker.ts";
import { spawnWorker } from "./worker/spawn.ts";

const updates = createUpdateOffer();

function createControllers(store: AppStore): Controllers {
  const client = createWorkerClient(spawnWorker, (error) => {
    // A call that runs tells of it itself; a model that nobody uses would seem to be there still.
    if (store.getState().model.kind === "ready") noteDeath(store, error);
  });
  const controllers = startControllers(
    store,
    client,
    document.baseURI,
    shippedRecordings,
    (summary) => summary === null || summary.verdict === "fits",
  );
  return { ...controllers, client };
}

interface RootProps {
  readonly store: AppStore;
  readonly controllers: Controllers;
}

function Root({ store, controllers }: RootProps) {
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
  void registerServiceWorker({
    // The text survives in the draft; a model that loads or runs would not.
    mayReload: () => ["idle", "inspecting", "asking"].includes(store.getState().model.kind),
    onUpdate: updates.offer,
  });
}

void main();

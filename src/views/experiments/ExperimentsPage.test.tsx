// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { parseResultFile, resultHeader, resultLine } from "../../experiments/result-file.ts";
import { WHOLE } from "../../experiments/run-items.ts";
import { factsOf } from "../../state/controllers/experiment-controller.ts";
import { shippedExperiments } from "../../state/experiments/library.ts";
import { AppStoreContext } from "../../state/react.ts";
import { type AppStore, createAppStore } from "../../state/store.ts";
import { FAKE_MANIFEST, FAKE_MODEL } from "../../state/testing/fake-client.ts";
import { type Controllers, ControllersContext } from "../controllers.ts";
import { ExperimentsPage } from "./ExperimentsPage.tsx";

let store: AppStore;
const run = vi.fn();
const stop = vi.fn();

beforeEach(() => {
  store = createAppStore();
  run.mockReset();
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open(name: string) {
  store.getState().setManifest(FAKE_MANIFEST);
  store.getState().openExperiment(name);
  const controllers = {
    ...({} as Controllers),
    experiment: { run, stop, dispose: () => {} },
  };
  render(
    <AppStoreContext value={store}>
      <ControllersContext value={controllers}>
        <ExperimentsPage />
      </ControllersContext>
    </AppStoreContext>,
  );
}

async function cheerHeader(half: string) {
  const experiment = await shippedExperiments.find("cheer");
  const facts = factsOf(FAKE_MODEL);
  if (experiment === null || facts === null) throw new Error("no experiment");
  const settings = { alpha: 0.2, layer: 2, half };
  const parts = { experiment, settings, facts, shard: WHOLE, date: "2026-11-25", machine: "Node" };
  return { header: resultHeader(parts), ids: experiment.items(settings, facts) };
}

const steered = { up: [-2, -3], down: [-3, -3] };
const row = {
  plain: [-2.5, -3],
  emotions: Object.fromEntries(
    ["happy", "excited", "loving", "confident", "afraid", "nervous", "guilty"].map((name) => [
      name,
      steered,
    ]),
  ),
  random: Array.from({ length: 20 }, () => steered),
};

it("lists every experiment that has a folder", async () => {
  open("");
  const links = await screen.findAllByRole("link", { name: /\w/ });
  const addresses = links.map((link) => link.getAttribute("href"));
  for (const name of shippedExperiments.names) {
    expect(addresses).toContain(`#page=experiments&name=${name}`);
  }
});

it("says that there is none of that name", async () => {
  open("nothing");
  expect(await screen.findByText(/There is no experiment “nothing” here/)).toBeDefined();
});

it("is empty, with a way on, where nothing is recorded or run", async () => {
  open("cheer");
  expect(await screen.findByText("No run is here yet")).toBeDefined();
  expect(screen.getByLabelText("Strength α")).toHaveProperty("value", "0.2");
  expect(screen.getByLabelText("Layer")).toHaveProperty("value", "2");
});

it("shows what the rows say, and marks a recorded run", async () => {
  const { header, ids } = await cheerHeader("test");
  const text = [resultLine(header), ...ids.map((id) => resultLine({ id, row }))].join("");
  open("cheer");
  store.getState().showExperiment(parseResultFile(text, "rows"));
  const figure = within(await screen.findByRole("figure"));
  expect(figure.getByText(/over 20 pairs, adding cheer moves/)).toBeDefined();
  expect(screen.getByText(/recorded on/).textContent).toContain("25 Nov 2026");
  expect(screen.getAllByText("not shown here")).toHaveLength(3);
  fireEvent.click(figure.getByRole("button", { name: "Show as table" }));
  expect(figure.getAllByRole("row")).toHaveLength(1 + 9 + 1);
});

it("runs what is set once a model is there", async () => {
  store.getState().setModel({ kind: "ready", model: FAKE_MODEL });
  open("cheer");
  fireEvent.click(await screen.findByRole("button", { name: "Run 40 items" }));
  expect(run).toHaveBeenCalledOnce();
});

it("changes a setting, and forgets it where it is the usual one", async () => {
  open("cheer");
  const field = await screen.findByLabelText("Strength α");
  fireEvent.change(field, { target: { value: "0.3" } });
  fireEvent.blur(field);
  expect(store.getState().settings.experiment.given).toEqual({ alpha: "0.3" });
  fireEvent.change(field, { target: { value: "0.2" } });
  fireEvent.blur(field);
  expect(store.getState().settings.experiment.given).toEqual({});
});

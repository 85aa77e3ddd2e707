import { beforeEach, describe, expect, it } from "vitest";
import type { ExperimentLibrary } from "../../experiments/library.ts";
import { parseResultFile, resultHeader, resultLine } from "../../experiments/result-file.ts";
import { WHOLE } from "../../experiments/run-items.ts";
import { FACTS, TINY_VALUES, tiny } from "../../experiments/testing/tiny.ts";
import { type AppStore, createAppStore } from "../store.ts";
import { createFakeClient, FAKE_MANIFEST, FAKE_MODEL, ticks } from "../testing/fake-client.ts";
import { createExperimentController, type ExperimentController } from "./experiment-controller.ts";

const MODEL = "smollm2-135m-instruct";
const usual = { times: 2, layer: 21, how: "plain", words: "" };

/** What was run with `tiny`, as a file. */
const recorded = parseResultFile(
  [
    resultLine(
      resultHeader({
        experiment: tiny,
        settings: usual,
        facts: FACTS,
        shard: WHOLE,
        date: "2026-11-25",
        machine: "Node",
      }),
    ),
    resultLine({ id: "item-0", row: { value: 6 } }),
  ].join(""),
  "recorded",
);

/** Set to hold the next item back until it is called. */
let gate: { readonly opened: Promise<void>; readonly open: () => void } | null;
let stuckAt: number;

const library: ExperimentLibrary = {
  names: ["tiny"],
  find: async (name) =>
    name === "tiny"
      ? {
          ...tiny,
          run: async (id, context) => {
            if (id === `item-${stuckAt}`) await gate?.opened;
            context.signal.throwIfAborted();
            return tiny.run(id, context);
          },
        }
      : null,
  all: async () => [tiny],
  recordedModels: () => [MODEL],
  recorded: async (name, model) => (name === "tiny" && model === MODEL ? recorded : null),
};

let store: AppStore;
let controller: ExperimentController;
beforeEach(async () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  gate = { opened, open };
  stuckAt = -1;
  store = createAppStore();
  controller = createExperimentController(
    store,
    createFakeClient(),
    library,
    async () => FAKE_MANIFEST,
  );
  store.getState().openExperiment("tiny");
  await ticks(20);
});

const shown = () => store.getState().experiment;
const values = () => [...shown().rows.values()];
const whole = (times: number) => TINY_VALUES.map((value) => ({ value: value * times }));
const ready = () => store.getState().setModel({ kind: "ready", model: FAKE_MODEL });

describe("the experiment controller", () => {
  it("shows the recorded run of the chosen model, and none where there is none", async () => {
    expect(shown()).toMatchObject({ recorded: true, status: "done", header: recorded.header });
    expect(store.getState().manifest).toBe(FAKE_MANIFEST);
    store.getState().edit({ model: "gemma-3-270m" });
    await ticks(20);
    expect(shown()).toMatchObject({ recorded: false, status: "idle", header: null });
  });

  it("does nothing without a model", async () => {
    controller.run();
    await ticks(20);
    expect(shown().recorded).toBe(true);
  });

  it("runs every item with what is set, and says what it ran", async () => {
    ready();
    store.getState().editExperiment({ times: "3" });
    controller.run();
    await ticks(60);
    expect(values()).toEqual(whole(3));
    expect(shown()).toMatchObject({ status: "done", recorded: false });
    expect(shown().header).toMatchObject({ items: 6, settings: { times: 3, layer: 2 } });
  });

  it("keeps what is done when it is stopped, and goes on from there", async () => {
    ready();
    stuckAt = 3;
    controller.run();
    await ticks(60);
    expect(shown().rows.size).toBe(3);
    controller.stop();
    gate?.open();
    await ticks(60);
    expect(shown()).toMatchObject({ status: "stopped", failure: null });
    const before = shown().rows;
    controller.run();
    await ticks(60);
    expect(shown().status).toBe("done");
    expect(values()).toEqual(whole(2));
    for (const [id, row] of before) expect(shown().rows.get(id)).toBe(row);
  });

  it("begins anew with other settings", async () => {
    ready();
    stuckAt = 3;
    controller.run();
    await ticks(60);
    controller.stop();
    gate?.open();
    store.getState().editExperiment({ times: "5" });
    controller.run();
    await ticks(80);
    expect(values()).toEqual(whole(5));
  });

  it("does not run what can not be run", async () => {
    ready();
    store.getState().editExperiment({ words: "no" });
    controller.run();
    await ticks(40);
    expect(shown().recorded).toBe(true);
  });

  it("stops when another page is opened", async () => {
    ready();
    stuckAt = 2;
    controller.run();
    await ticks(60);
    store.getState().goTo("read");
    gate?.open();
    await ticks(60);
    expect(shown()).toMatchObject({ status: "stopped" });
    expect(shown().rows.size).toBe(2);
  });
});

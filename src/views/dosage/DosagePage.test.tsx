// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emotionIndex } from "../../core/emotions.ts";
import { COLUMNS } from "../../core/vectors-access.ts";
import { createDosageController } from "../../state/controllers/dosage-controller.ts";
import { createModelController } from "../../state/controllers/model-controller.ts";
import { AppStoreContext } from "../../state/react.ts";
import { type AppStore, createAppStore } from "../../state/store.ts";
import {
  createFakeClient,
  FAKE_MODEL,
  FAKE_POINTS,
  type FakeClient,
} from "../../state/testing/fake-client.ts";
import type { PointRequest } from "../../worker/contract.ts";
import { type Controllers, ControllersContext } from "../controllers.ts";
import { DosagePage } from "./DosagePage.tsx";

class NoResize {
  observe() {}
  unobserve() {}
  disconnect() {}
}

let store: AppStore;
let client: FakeClient;
const load = vi.fn();

/** Afraid is a tenth of the prompt's length, random directions wobble. */
function lengthValue({ prompt }: PointRequest): Float32Array {
  const text = prompt.kind === "text" ? prompt.text : (prompt.messages[0]?.content ?? "");
  const z = new Float32Array(FAKE_POINTS * COLUMNS);
  for (let layer = 0; layer < FAKE_POINTS; layer++) {
    z[layer * COLUMNS + emotionIndex("afraid")] = text.length / 10;
    for (let at = 24; at < COLUMNS; at++)
      z[layer * COLUMNS + at] = 0.1 * Math.sin(at * text.length);
  }
  return z;
}

async function open(model = true) {
  store.getState().goTo("dosage");
  if (model) store.getState().setModel({ kind: "ready", model: FAKE_MODEL });
  const unused = {} as Controllers;
  const controllers: Controllers = {
    ...unused,
    client,
    model: { ...createModelController(store, client, "https://example.org/"), load },
    dosage: createDosageController(store, client),
  };
  render(
    <AppStoreContext value={store}>
      <ControllersContext value={controllers}>
        <DosagePage />
      </ControllersContext>
    </AppStoreContext>,
  );
  await settle();
}

/** Longer than the pause after which a typed sentence runs. */
const settle = (ms = 20) => act(() => new Promise<void>((done) => setTimeout(done, ms)));
const TYPED = 450;

const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

beforeEach(() => {
  vi.stubGlobal("ResizeObserver", NoResize);
  vi.stubGlobal("scrollTo", vi.fn());
  load.mockClear();
  store = createAppStore();
  client = createFakeClient();
  client.auto = true;
  client.pointValue = lengthValue;
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("before the model", () => {
  it("says what is missing and loads on a click", async () => {
    await open(false);
    fireEvent.click(screen.getByRole("button", { name: /Load model/ }));
    expect(load).toHaveBeenCalledOnce();
    expect(screen.getByText("The numbers come with the curves.")).toBeTruthy();
  });
});

describe("the recorded models", () => {
  it("are compared one feeling at a time, the loaded one live", async () => {
    await open();
    const figure = screen.getByRole("figure", { name: "The same doses in three models" });
    fireEvent.click(within(figure).getByRole("button", { name: "Show as table" }));
    const heads = within(figure).getAllByRole("columnheader");
    const words = heads.map(({ textContent }) => textContent);
    expect(words).toContain("afraid, SmolLM2-135M-Instruct, read on this device, layer 2");
    // Recorded runs are not unpacked under jsdom: the browser's tests see them.
    expect(words).toHaveLength(5);
    fireEvent.click(within(figure).getByRole("radio", { name: "calm" }));
    expect(within(figure).getByText(/^Calm follows this dose in/)).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Your own" }));
    await settle();
    expect(screen.getByText(/choose one to see it in all models/)).toBeTruthy();
  });
});

describe("a situation", () => {
  it("is drawn, counted and judged", async () => {
    await open();
    expect(
      screen.getByText("18 prompts read on this device with SmolLM2-135M-Instruct"),
    ).toBeTruthy();
    const table = screen.getByRole("region", { name: "Statistics of every feeling" });
    expect(within(table).getByRole("rowheader", { name: "afraid" })).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Students who passed" }));
    await settle();
    expect(store.getState().dosage.spec?.situation?.id).toBe("students");
    expect(screen.getByRole("heading", { name: /\{ … \} of my 20 students/ })).toBeTruthy();
  });

  it("reads before the reply with the vectors of that place", async () => {
    await open();
    fireEvent.click(screen.getByRole("radio", { name: "before the reply" }));
    await settle();
    expect(store.getState().settings.dosage).toMatchObject({ at: "last", set: "reply" });
    expect(client.points.at(-1)?.request).toMatchObject({ at: "last", set: "reply" });
  });

  it("draws another feeling and takes one away without reading again", async () => {
    await open();
    const before = client.points.length;
    fireEvent.change(screen.getByLabelText("Draw another feeling"), {
      target: { value: "desperate" },
    });
    fireEvent.click(screen.getByRole("button", { name: "Do not draw calm" }));
    await settle();
    expect(store.getState().settings.dosage.emotions).toEqual(["afraid", "desperate"]);
    expect(client.points).toHaveLength(before);
  });

  it("stops, says where, and goes on", async () => {
    client.auto = false;
    await open();
    client.points[0]?.resolve();
    await settle();
    fireEvent.click(screen.getByRole("button", { name: "Stop" }));
    await settle();
    expect(screen.getByText("Stopped at 1 of 18 prompts.")).toBeTruthy();
    client.auto = true;
    fireEvent.click(screen.getByRole("button", { name: "Go on" }));
    await settle();
    expect(screen.getByText(/18 prompts read/)).toBeTruthy();
  });

  it("keeps the points of a worker that died and offers the model again", async () => {
    client.auto = false;
    await open();
    client.points[0]?.resolve();
    await settle();
    client.points[1]?.reject("worker-died");
    await settle();
    expect(screen.getByText(/after 1 of 18 prompts\. They stay here/)).toBeTruthy();
    expect(store.getState().dosage.points[0]).not.toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Load the model again" }));
    expect(load).toHaveBeenCalledOnce();
  });
});

describe("one's own sentence", () => {
  const SENTENCE = "Sentence with {X} where the dose goes";

  async function openOwn() {
    await open();
    fireEvent.click(screen.getByRole("button", { name: "Your own" }));
    await settle();
  }

  it("starts from the one on screen", async () => {
    await openOwn();
    expect(screen.getByLabelText<HTMLTextAreaElement>(SENTENCE).value).toMatch(/\{X\} is on fire/);
  });

  it("asks for {X}, keeps what was typed, and runs when it is there", async () => {
    await openOwn();
    type(SENTENCE, "No hole in here");
    await settle(TYPED);
    expect(screen.getAllByText("Put {X} into the sentence, where the dose goes.")).toHaveLength(2);
    expect(screen.getByLabelText<HTMLTextAreaElement>(SENTENCE).value).toBe("No hole in here");
    type(SENTENCE, "There are {X} wasps");
    type("Doses", "1, 2, 4, 8, 16");
    await settle(TYPED);
    expect(store.getState().dosage.status).toBe("done");
    expect(screen.getByRole("heading", { name: "There are { … } wasps" })).toBeTruthy();
  });

  it("says what is odd about the doses and never changes the field under one's hands", async () => {
    await openOwn();
    const value = () => screen.getByLabelText<HTMLTextAreaElement>("Doses").value;
    type("Doses", "");
    await settle(TYPED);
    expect(screen.getAllByText(/Add at least one dose/).length).toBeGreaterThan(0);
    type("Doses", "4, 2, 2, ");
    expect(value()).toBe("4, 2, 2, ");
    expect(screen.getByText(/Dropped: 2\. Not in order/)).toBeTruthy();
    expect(store.getState().settings.dosage.doses).toEqual(["4", "2"]);
    type("Doses", Array.from({ length: 41 }, (_, dose) => dose).join(","));
    expect(screen.getAllByText(/too many doses/).length).toBeGreaterThan(0);
  });

  it("has no ρ for one dose and says so", async () => {
    await openOwn();
    type("Doses", "all of it");
    await settle(TYPED);
    expect(screen.getByText("afraid: one dose has no order")).toBeTruthy();
    expect(screen.getByText("ρ –")).toBeTruthy();
  });

  it("runs without a control and says what that means", async () => {
    await openOwn();
    type("Control: the same doses and no danger", "");
    await settle(TYPED);
    expect(screen.getByText(/without one nobody can tell/)).toBeTruthy();
    expect(store.getState().dosage.status).toBe("done");
    expect(store.getState().dosage.controls.every((point) => point === null)).toBe(true);
  });
});

describe("a lesson's link", () => {
  it("hides what it names", async () => {
    store.getState().edit({ hide: ["examples", "layer", "set", "emotions", "export"] });
    await open();
    expect(screen.queryByRole("button", { name: "A fire spreads" })).toBeNull();
    expect(screen.queryByLabelText("Layer")).toBeNull();
    expect(screen.queryByRole("radio", { name: "over the text" })).toBeNull();
    expect(screen.queryByLabelText("Draw another feeling")).toBeNull();
    expect(screen.queryByRole("button", { name: "All numbers (CSV)" })).toBeNull();
  });
});

describe("the overview", () => {
  it("runs every situation, sorts, and opens one", async () => {
    await open();
    fireEvent.click(screen.getByText("Every situation in a table"));
    fireEvent.click(screen.getByRole("button", { name: "Run all" }));
    await settle(100);
    expect(screen.getByText(/This model follows \d+ of the paper/)).toBeTruthy();
    const table = screen.getByRole("region", { name: /Every situation and every direction/ });
    fireEvent.click(within(table).getByRole("button", { name: "ρ" }));
    expect(within(table).getByRole("columnheader", { name: "ρ" }).getAttribute("aria-sort")).toBe(
      "descending",
    );
    fireEvent.click(within(table).getAllByRole("button", { name: "Rent is due" })[0] as Element);
    expect(store.getState().settings.dosage.situation).toBe("rent");
  });
});

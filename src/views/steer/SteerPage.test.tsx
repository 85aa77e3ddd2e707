// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  createSteerController,
  type SteerController,
} from "../../state/controllers/steer-controller.ts";
import { columnsDigest } from "../../state/digest.ts";
import { AppStoreContext } from "../../state/react.ts";
import { type ColumnRun, emptyColumn } from "../../state/runs.ts";
import { type AppStore, createAppStore } from "../../state/store.ts";
import {
  createFakeClient,
  FAKE_MODEL,
  type FakeClient,
  rowsOf,
} from "../../state/testing/fake-client.ts";
import { type Controllers, ControllersContext } from "../controllers.ts";
import { SteerPage } from "./SteerPage.tsx";

let store: AppStore;
let client: FakeClient;
let controller: SteerController;
const load = vi.fn();

const settle = () => act(() => new Promise<void>((done) => setTimeout(done, 10)));

async function open(model = true) {
  store.getState().goTo("steer");
  controller = createSteerController(store, client);
  if (model) store.getState().setModel({ kind: "ready", model: FAKE_MODEL });
  const controllers = {
    client,
    model: { load, cancel: vi.fn(), inspect: vi.fn(), dispose: vi.fn() },
    steer: controller,
  } as unknown as Controllers;
  render(
    <AppStoreContext value={store}>
      <ControllersContext value={controllers}>
        <SteerPage />
      </ControllersContext>
    </AppStoreContext>,
  );
  await settle();
}

const columns = () => screen.queryAllByRole("listbox").map((box) => box.textContent);
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const slider = (name: string) => screen.getByRole("slider", { name });

beforeEach(() => {
  load.mockClear();
  store = createAppStore();
  client = createFakeClient();
  client.auto = true;
});

afterEach(() => {
  controller.dispose();
  cleanup();
});

describe("a run", () => {
  it("stands as two texts side by side, each with its mean and its coherence", async () => {
    await open();
    expect(columns()).toEqual([" t5 t6", " t7 t8"]);
    const steered = screen.getByRole("region", { name: "With afraid +0.35" });
    expect(steered.textContent).toContain("same seed");
    expect(steered.textContent).toContain("as it is 0.0");
    expect(steered.textContent).toContain("perplexity 4.5");
    expect(steered.textContent).toContain("repeats none");
  });

  it("runs again with each step of an arrow key", async () => {
    await open();
    const before = client.generates.length;
    fireEvent.keyDown(slider("afraid"), { key: "ArrowRight" });
    await settle();
    expect(client.generates.length).toBe(before + 1);
    expect(client.generates.at(-1)?.request.columns.map(({ id }) => id)).toEqual(["steered"]);
    expect(screen.getByRole("region", { name: "With afraid +0.40" })).toBeTruthy();
  });

  it("is cancelled by the next, whose text stays in sight until it has a token", async () => {
    await open();
    client.auto = false;
    fireEvent.keyDown(slider("afraid"), { key: "ArrowRight" });
    await settle();
    expect(columns()).toEqual([" t5 t6", " t7 t8"]);
    expect(document.querySelector(".steer-text-past")?.textContent).toBe(" t7 t8");
    fireEvent.keyDown(slider("afraid"), { key: "ArrowRight" });
    expect(client.generates.at(-1)?.signal?.aborted).toBe(true);
    await settle();
    const call = client.generates.at(-1);
    act(() =>
      call?.emit({ kind: "tokens", column: "steered", start: 0, ids: [9], pieces: [" new"] }),
    );
    expect(columns()).toEqual([" t5 t6", " new"]);
    expect(document.querySelector(".steer-text-past")).toBeNull();
    fireEvent.click(button("Stop"));
    await settle();
    expect(screen.getByText("Stopped.")).toBeTruthy();
    expect(columns()).toEqual([" t5 t6", " new"]);
  });

  it("says at 0 that the text is the plain model's, bit for bit", async () => {
    await open();
    fireEvent.click(button("Reset"));
    await settle();
    expect(columns()).toEqual([" t5 t6", " t5 t6"]);
    const same = screen.getByRole("region", { name: "With nothing added" });
    expect(same.textContent).toContain("bit for bit");
  });

  it("says where it steers when the layer that is set is not one of the model's", async () => {
    await open();
    const where = screen.getByRole("region", { name: "Where" });
    expect(where.textContent).toContain("Set is layer 18, which this model does not have");
    expect(where.textContent).toContain("layer 2 of 2");
    act(() => store.getState().editSteer({ layer: 1 }));
    await settle();
    expect(where.textContent).not.toContain("does not have");
    expect(client.generates.at(-1)?.request.columns[0]?.steering?.layer).toBe(1);
  });

  it("takes a random direction on demand", async () => {
    await open();
    fireEvent.click(button("Show a random direction"));
    await settle();
    expect(client.generates.at(-1)?.request.columns[0]?.steering?.randomSeed).toBe(1);
    expect(
      screen.getByRole("region", { name: "A random direction of the same length" }),
    ).toBeTruthy();
    fireEvent.click(button("Hide the random direction"));
    await settle();
    expect(columns()).toHaveLength(2);
  });

  it("announces its end once, never its tokens", async () => {
    await open();
    const spoken = screen.getAllByRole("status").map(({ textContent }) => textContent);
    expect(spoken.filter((text) => text?.startsWith("Written."))).toHaveLength(1);
  });

  it("shows the inside reading on demand, and says what it is", async () => {
    await open();
    fireEvent.click(screen.getByRole("radio", { name: "inside the run" }));
    expect(screen.getByText(/^Read inside the steered run/)).toBeTruthy();
  });
});

describe("the controls", () => {
  it("add, change and remove up to three emotions, and recolour with them", async () => {
    await open();
    const add = () => screen.getByRole("combobox", { name: "Add a feeling" });
    fireEvent.change(add(), { target: { value: "happy" } });
    fireEvent.change(add(), { target: { value: "proud" } });
    expect(screen.queryByRole("combobox", { name: "Add a feeling" })).toBeNull();
    fireEvent.click(button("Remove afraid"));
    expect(store.getState().settings.steer.terms.map(({ emotion }) => emotion)).toEqual([
      "happy",
      "proud",
    ]);
    expect(store.getState().settings.steer.direction).toBe("happy-sad");
  });

  it("write with Enter, make a new line with Shift", async () => {
    await open();
    const box = screen.getByLabelText("Prompt");
    fireEvent.change(box, { target: { value: "Another" } });
    await settle();
    expect(screen.getByText(/The prompt changed/)).toBeTruthy();
    const before = client.generates.length;
    fireEvent.keyDown(box, { key: "Enter", shiftKey: true });
    expect(client.generates.length).toBe(before);
    fireEvent.keyDown(box, { key: "Enter" });
    await settle();
    expect(client.generates.length).toBe(before + 1);
    expect(screen.queryByText(/The prompt changed/)).toBeNull();
  });

  it("say of a model without vectors that it can't be steered yet", async () => {
    await open(false);
    const model = { ...FAKE_MODEL, vectors: null, vectorsSha256: null };
    act(() => store.getState().setModel({ kind: "ready", model }));
    await settle();
    expect(screen.getByText("The model can't be steered yet")).toBeDefined();
    expect(client.generates).toHaveLength(0);
  });

  it("say without a model that something else is set, be it prompt or slider", async () => {
    await open();
    act(() => store.getState().setModel({ kind: "idle" }));
    fireEvent.keyDown(slider("afraid"), { key: "ArrowRight" });
    await settle();
    expect(screen.getByText(/^What is set has changed\./)).toBeTruthy();
    expect(screen.getByText("Written with what was set before")).toBeTruthy();
    expect(screen.queryByText(/The prompt changed/)).toBeNull();
  });

  it("ask for a prompt where there is none, and keep the texts", async () => {
    await open();
    fireEvent.change(screen.getByLabelText("Prompt"), { target: { value: " " } });
    expect(screen.getByLabelText("Prompt").getAttribute("aria-invalid")).toBe("true");
    expect(button("Write again")).toHaveProperty("disabled", true);
    expect(columns()).toHaveLength(2);
  });

  it("are hidden one by one for a lesson", async () => {
    store.getState().edit({
      hide: [
        "terms",
        "layer",
        "where",
        "direction",
        "inside",
        "random",
        "sampler",
        "system",
        "examples",
        "export",
      ],
    });
    await open();
    expect(screen.queryByRole("slider")).toBeNull();
    expect(screen.queryByRole("combobox")).toBeNull();
    expect(screen.queryByRole("radio")).toBeNull();
    expect(screen.queryByText("System prompt")).toBeNull();
    expect(screen.queryByRole("button", { name: "JSON" })).toBeNull();
    expect(columns()).toHaveLength(2);
  });
});

describe("states", () => {
  it("name what is wrong with a prompt that is too long, and keep it", async () => {
    client.auto = false;
    await open();
    act(() => client.generates[0]?.reject("bad-input"));
    await settle();
    expect(screen.getByRole("alert").textContent).toContain("cannot be run as it is");
    expect(screen.getByLabelText("Prompt")).toHaveProperty(
      "value",
      store.getState().settings.steer.prompt,
    );
  });

  it("offer the model where nothing is recorded", async () => {
    await open(false);
    expect(screen.getByText("No recorded run has these settings")).toBeTruthy();
    fireEvent.keyDown(screen.getByLabelText("Prompt"), { key: "Enter" });
    expect(load).not.toHaveBeenCalled();
    for (const each of screen.getAllByRole("button", { name: /^Load the model/ })) {
      fireEvent.click(each);
    }
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("mark a recorded run, and show its control only when asked", async () => {
    store.getState().setManifest(FAKE_MODEL.vectors);
    const filled = (id: ColumnRun["id"], word: string): ColumnRun => ({
      ...emptyColumn(id, null),
      ids: [1],
      pieces: [word],
      end: "stop",
      rows: { buffer: rowsOf(1), z: rowsOf(1), count: 1, points: 3 },
    });
    store
      .getState()
      .showSteer([filled("plain", "a"), filled("steered", "b"), filled("random", "c")], {
        model: "SmolLM2",
        date: "2026-11-25T01:00:00Z",
      });
    await open(false);
    expect(screen.getByText(/^recorded on/).textContent).toBe("recorded on 25 Nov 2026 · SmolLM2");
    expect(columns()).toEqual(["a", "b"]);
    fireEvent.click(button("Show a random direction"));
    expect(columns()).toEqual(["a", "b", "c"]);
  });

  it("say whether a link's tokens were reproduced", async () => {
    await open();
    const digest = columnsDigest(store.getState().steer.columns);
    act(() => store.getState().editSteer({ expected: digest }));
    expect(screen.getByText(/^Reproduced/)).toBeTruthy();
    act(() => store.getState().editSteer({ expected: "0000000000000000" }));
    expect(screen.getByText(/^Differs/)).toBeTruthy();
    expect(screen.getByText(/round differently/)).toBeTruthy();
  });
});

describe("a token", () => {
  it("opens its card when it takes the focus", async () => {
    await open();
    const token = within(screen.getByRole("listbox", { name: "As it is" })).getAllByRole("option");
    fireEvent.focus(token[1] as HTMLElement);
    const card = screen.getByRole("region", { name: "At “t6”" });
    expect(card.textContent).toContain("0.0σ afraid − calm");
    expect(card.textContent).toMatch(/a chance of 14\s%/);
    fireEvent.click(within(card).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("region", { name: "At “t6”" })).toBeNull();
  });
});

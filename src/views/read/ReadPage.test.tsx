// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AppStoreContext } from "../../state/react.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../state/settings.ts";
import { startControllers } from "../../state/start.ts";
import { createAppStore } from "../../state/store.ts";
import { createFakeClient, FAKE_MANIFEST } from "../../state/testing/fake-client.ts";
import { ControllersContext } from "../controllers.ts";
import { ReadPage } from "./ReadPage.tsx";

class NoResize {
  observe() {}
  unobserve() {}
  disconnect() {}
}

beforeEach(() => {
  vi.stubGlobal("ResizeObserver", NoResize);
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open(settings: Partial<Settings> = {}, auto = true) {
  const store = createAppStore({ ...DEFAULT_SETTINGS, ...settings });
  const client = createFakeClient();
  client.auto = auto;
  const controllers = startControllers(store, client, "https://example.org/", async () => null);
  render(
    <AppStoreContext value={store}>
      <ControllersContext value={{ ...controllers, client }}>
        <ReadPage />
      </ControllersContext>
    </AppStoreContext>,
  );
  return { store, client, controllers };
}

const box = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Text to read" });
const withText = (text: string) => ({ ...DEFAULT_SETTINGS.read, text });

describe("Read", () => {
  it("offers to load the model, by its size, and reads as soon as it is there", async () => {
    const { store } = open({ read: withText("abcdef") });
    // A recorded run could come until the vectors' numbers are here.
    expect(screen.queryByRole("button", { name: /^Load model/ })).toBeNull();
    act(() => store.getState().setManifest(FAKE_MANIFEST));
    fireEvent.click(screen.getByRole("button", { name: /^Load model/ }));
    await screen.findByText(/token · \d+ ms/);
    const coloured = document.querySelectorAll<HTMLElement>(".coloured-mirror [data-piece]");
    expect([...coloured].map(({ style }) => style.backgroundColor !== "")).toEqual([
      false,
      ...Array<boolean>(5).fill(true),
    ]);
    expect(screen.queryByRole("button", { name: /^Load model/ })).toBeNull();
  });

  it("has a designed empty state", () => {
    open({ read: withText("") });
    expect(box().placeholder).not.toBe("");
    expect(screen.queryByRole("button", { name: /^Load model/ })).toBeNull();
    expect(screen.getAllByText("Nothing is read yet.").length).toBeGreaterThan(0);
  });

  it("gives one's own text back after an example", () => {
    const { store } = open({ read: withText("my own words") });
    fireEvent.click(screen.getByRole("button", { name: "Rain on the garden" }));
    expect(store.getState().settings.read.text).toMatch(/^Soft rain/);
    fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    expect(box().value).toBe("my own words");
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  });

  it("says what failed and reads again", async () => {
    const { client, controllers } = open({ read: withText("abc") }, false);
    client.auto = true;
    await controllers.model.load();
    client.auto = false;
    fireEvent.change(box(), { target: { value: "abcd" } });
    await waitFor(() => expect(client.reads.length).toBeGreaterThan(0));
    const asked = client.reads.length;
    client.reads.at(-1)?.reject("bad-numerics");
    expect((await screen.findByRole("alert")).textContent).toContain("wrong numbers");
    fireEvent.click(screen.getByRole("button", { name: "Read again" }));
    expect(screen.queryByRole("alert")).toBeNull();
    expect(client.reads.length).toBe(asked + 1);
  });

  it("keeps away what a link hides", () => {
    open({ hide: ["examples", "direction", "layer", "layers", "trace", "strongest", "export"] });
    expect(screen.queryByRole("group", { name: "Examples" })).toBeNull();
    expect(screen.queryByRole("combobox")).toBeNull();
    expect(screen.queryByRole("slider")).toBeNull();
    expect(screen.queryByRole("button", { name: "CSV" })).toBeNull();
  });

  it("edits a chat turn by turn", () => {
    const messages = [{ role: "user", content: "Hello" }] as const;
    const { store } = open({ read: { ...DEFAULT_SETTINGS.read, mode: "chat", messages } });
    const written = () => store.getState().settings.read.messages;
    fireEvent.click(screen.getByRole("button", { name: "Add a turn" }));
    fireEvent.change(screen.getByRole("textbox", { name: "Assistant, turn 2" }), {
      target: { value: "Hi" },
    });
    expect(written()).toEqual([...messages, { role: "assistant", content: "Hi" }]);
    fireEvent.change(screen.getByRole("combobox", { name: "Who speaks in turn 1" }), {
      target: { value: "system" },
    });
    expect(written()[0]?.role).toBe("system");
    fireEvent.click(screen.getByRole("button", { name: "Remove turn 1" }));
    expect(written()).toEqual([{ role: "assistant", content: "Hi" }]);
  });
});

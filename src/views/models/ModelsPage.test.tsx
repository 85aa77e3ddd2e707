// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createModelController } from "../../state/controllers/model-controller.ts";
import { AppStoreContext } from "../../state/react.ts";
import { type AppStore, createAppStore } from "../../state/store.ts";
import { createFakeClient, FAKE_MODEL, type FakeClient } from "../../state/testing/fake-client.ts";
import { type Controllers, ControllersContext } from "../controllers.ts";
import { refOf } from "./Elsewhere.tsx";
import { ModelsPage } from "./ModelsPage.tsx";

let store: AppStore;
let client: FakeClient;

beforeEach(() => {
  store = createAppStore();
  client = createFakeClient();
});

afterEach(cleanup);

function open() {
  const model = createModelController(store, client, "https://example.org/");
  const controllers: Controllers = { ...({} as Controllers), client, model };
  render(
    <AppStoreContext value={store}>
      <ControllersContext value={controllers}>
        <ModelsPage />
      </ControllersContext>
    </AppStoreContext>,
  );
}

const row = (name: string) => {
  const item = screen.getByRole("heading", { name }).closest("li");
  if (item === null) throw new Error(name);
  return within(item);
};

describe("Models", () => {
  it("says of each model what it takes before anything is fetched", async () => {
    open();
    const qwen = row("Qwen2.5-Coder-0.5B-Instruct");
    expect(qwen.getByText("491 MB to download")).toBeDefined();
    expect(qwen.getByText(/^\d\.\d GB of memory$/)).toBeDefined();
    expect(qwen.getByRole("link", { name: "Apache-2.0" })).toBeDefined();
    expect(qwen.getByText("Emotion vectors included")).toBeDefined();
    const llama = row("Llama-3.2-1B-Instruct");
    expect(llama.getByText(/Choose a smaller model/)).toBeDefined();
    expect(llama.getByRole("button").hasAttribute("disabled")).toBe(true);
  });

  it("loads the model that is clicked, and says that it runs", async () => {
    const load = vi.spyOn(client, "load");
    open();
    fireEvent.click(row("Gemma-3-270M").getByRole("button"));
    expect(await row("Gemma-3-270M").findByText("Running")).toBeDefined();
    expect(store.getState().settings.model).toBe("gemma-3-270m");
    expect(load.mock.calls[0]?.[0].model).toEqual({ kind: "catalogue", id: "gemma-3-270m" });
    expect(load.mock.calls[0]?.[1]).toEqual(store.getState().settings.device);
  });

  it("runs the next load on WebGPU where that is chosen, and says what it takes", async () => {
    const load = vi.spyOn(client, "load");
    open();
    fireEvent.click(screen.getByRole("radio", { name: "WebGPU" }));
    expect(screen.getByText(/On trial: fetches 27 MB more/)).toBeDefined();
    fireEvent.click(row("Gemma-3-270M").getByRole("button"));
    expect(await row("Gemma-3-270M").findByText("Running")).toBeDefined();
    expect(load.mock.calls[0]?.[1]).toMatchObject({ backend: "webgpu" });
    fireEvent.click(screen.getByRole("radio", { name: "WebAssembly" }));
    expect(store.getState().settings.device.backend).toBe("auto");
  });

  it("looks at a model from elsewhere, and loads it on a second click only", async () => {
    const load = vi.spyOn(client, "load");
    open();
    const field = screen.getByRole("textbox", { name: /A file on the hub/ });
    fireEvent.change(field, { target: { value: "no model" } });
    fireEvent.click(screen.getByRole("button", { name: "Look at it" }));
    expect(screen.getByText(/names no model file/)).toBeDefined();
    fireEvent.change(field, { target: { value: "some.one/repo/model.gguf" } });
    fireEvent.click(screen.getByRole("button", { name: "Look at it" }));
    const seen = within(
      (await screen.findByText("hf:some.one/repo/model.gguf")).closest("div") as HTMLElement,
    );
    expect(load).not.toHaveBeenCalled();
    fireEvent.click(seen.getByRole("button", { name: "Download and load" }));
    await vi.waitFor(() => expect(store.getState().model.kind).toBe("ready"));
    expect(store.getState().settings.model).toBe("hf:some.one/repo/model.gguf");
  });

  it("says why a look failed", async () => {
    client.inspect = () => Promise.reject({ kind: "offline", message: "Nobody answers." });
    open();
    const field = screen.getByRole("textbox", { name: /A file on the hub/ });
    fireEvent.change(field, { target: { value: "https://example.org/m.gguf" } });
    fireEvent.click(screen.getByRole("button", { name: "Look at it" }));
    expect(await screen.findByText("Nobody answers.")).toBeDefined();
  });

  it("names the settings after files that were dropped, and keeps what runs", async () => {
    const key = "0f".repeat(32);
    const load = vi.fn(client.load);
    load.mockResolvedValue({ ...FAKE_MODEL, ref: { kind: "kept", key }, name: "Mine" });
    client.load = load;
    open();
    const file = new File(["x"], "mine.gguf");
    const zone = screen.getByText("Drop a model here, or choose files").closest("label");
    fireEvent.drop(zone as HTMLElement, { dataTransfer: { files: [file] } });
    await vi.waitFor(() => expect(store.getState().model.kind).toBe("ready"));
    expect(load.mock.calls[0]?.[0].files).toEqual([file]);
    expect(store.getState().settings.model).toBe(`kept:${key}`);
  });

  it("removes what is kept after asking once more", async () => {
    const ref = { kind: "catalogue", id: "gemma-3-270m" } as const;
    const kept = { key: "gemma-3-270m", ref, name: "Gemma-3-270M", bytes: 253e6 };
    client.kept = [{ ...kept, complete: false, date: "2026-11-25T05:00:00.000Z" }];
    open();
    expect(await row("Gemma-3-270M").findByText("253 MB kept, not finished")).toBeDefined();
    expect(screen.getByText(/253 MB, not finished · 25 Nov 2026/)).toBeDefined();
    fireEvent.click(screen.getByRole("button", { name: "Remove Gemma-3-270M" }));
    fireEvent.click(screen.getByRole("button", { name: "Keep it" }));
    fireEvent.click(screen.getByRole("button", { name: "Remove Gemma-3-270M" }));
    fireEvent.click(screen.getByRole("button", { name: "Remove 253 MB" }));
    expect(await screen.findByText(/Nothing yet/)).toBeDefined();
  });

  it("takes a server in place of the hub, and refuses what is none", () => {
    open();
    const field = screen.getByRole("textbox", { name: "In place of huggingface.co" });
    fireEvent.change(field, { target: { value: "school" } });
    fireEvent.click(screen.getByRole("button", { name: "Use it" }));
    expect(screen.getByText(/no address of a server/)).toBeDefined();
    fireEvent.change(field, { target: { value: "https://models.example.org/" } });
    fireEvent.click(screen.getByRole("button", { name: "Use it" }));
    expect(store.getState().settings.hub).toBe("https://models.example.org");
  });
});

describe("refOf", () => {
  it.each([
    [
      "owner/name/file.gguf",
      { kind: "hub", repo: "owner/name", revision: "main", file: "file.gguf" },
    ],
    [
      "https://huggingface.co/owner/name/resolve/v1/a/b.gguf?download=true",
      { kind: "hub", repo: "owner/name", revision: "v1", file: "a/b.gguf" },
    ],
    [
      "https://huggingface.co/owner/name/blob/main/b.gguf",
      { kind: "hub", repo: "owner/name", revision: "main", file: "b.gguf" },
    ],
    [
      "https://huggingface.co/owner/name/resolve/main/my%20folder/b%2B1.gguf#top",
      { kind: "hub", repo: "owner/name", revision: "main", file: "my folder/b+1.gguf" },
    ],
    [
      "owner/name/my%20model.gguf",
      { kind: "hub", repo: "owner/name", revision: "main", file: "my model.gguf" },
    ],
    [
      "https://example.org/my%20model.gguf",
      { kind: "url", url: "https://example.org/my%20model.gguf" },
    ],
    ["owner/name/%2e%2e/b.gguf", null],
    ["owner/name/100%.gguf", null],
    ["https://example.org/b.gguf", { kind: "url", url: "https://example.org/b.gguf" }],
    ["gemma-3-270m", null],
    ["", null],
  ])("reads %s", (text, ref) => {
    expect(refOf(text)).toEqual(ref);
  });
});

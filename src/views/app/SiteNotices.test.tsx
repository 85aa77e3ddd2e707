// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { createModelController } from "../../state/controllers/model-controller.ts";
import { AppStoreContext } from "../../state/react.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../state/settings.ts";
import { createAppStore } from "../../state/store.ts";
import { createFakeClient } from "../../state/testing/fake-client.ts";
import type { ModelSummary } from "../../worker/contract.ts";
import { type Controllers, ControllersContext } from "../controllers.ts";
import { SiteNotices } from "./SiteNotices.tsx";

afterEach(cleanup);

/** The page after a load that found the model damaged. */
async function failed(own: boolean) {
  const store = createAppStore();
  const client = createFakeClient();
  client.load = async () => {
    throw { kind: "corrupt-model", message: "It ends before its last tensor." };
  };
  const model = createModelController(store, client, "https://example.org/");
  await (own ? model.loadFiles([new File([], "broken.gguf")]) : model.load());
  render(
    <AppStoreContext value={store}>
      <ControllersContext value={{ ...({} as Controllers), client, model }}>
        <SiteNotices update={null} />
      </ControllersContext>
    </AppStoreContext>,
  );
  return store;
}

/** The page before anything is loaded, opened by a link. */
async function opened(link: Partial<Settings>, summary: Partial<ModelSummary> = {}) {
  const store = createAppStore({ ...DEFAULT_SETTINGS, ...link });
  const client = createFakeClient();
  const inspect = client.inspect;
  client.inspect = async (request) => {
    if (request.nearby) throw { kind: "missing-file", message: "" };
    return { ...(await inspect(request)), ...summary };
  };
  const model = createModelController(store, client, "https://example.org/");
  await model.inspect();
  render(
    <AppStoreContext value={store}>
      <ControllersContext value={{ ...({} as Controllers), client, model }}>
        <SiteNotices update={null} />
      </ControllersContext>
    </AppStoreContext>,
  );
}

it.each([
  [{ model: "https://far.example/m.gguf" }, "This link names a model at far.example."],
  [
    { model: "http://localhost:8080/m.gguf" },
    "This link names a model at localhost:8080, which is this machine.",
  ],
  [
    { model: "gemma-3-270m", hub: "https://mirror.example" },
    "This link takes Gemma-3-270M from mirror.example, in place of the hub.",
  ],
])("names the server of a link, and looks on a click: %o", async (link, sentence) => {
  await opened(link);
  const notice = screen.getByRole("status");
  expect(notice.textContent).toContain(`${sentence} Nothing is asked of it until you say so.`);
  fireEvent.click(screen.getByRole("button", { name: "Look at it" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Look at it" })).toBeNull());
});

it("says where memory is short, in the words of the model's verdict", async () => {
  await opened({}, { verdict: "tight", verdictReason: "This model takes about 3 GB of memory." });
  expect(screen.getByText(/takes about 3 GB of memory\. Recorded runs work here/)).toBeDefined();
});

it("offers another file where a dropped one is damaged, and no second try of the same", async () => {
  const store = await failed(true);
  expect(screen.getByText(/ends before its last tensor/)).toBeDefined();
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Drop another file" }));
  expect(store.getState().settings.page).toBe("models");
});

it("offers a second try where a download is damaged", async () => {
  await failed(false);
  expect(screen.getByRole("button", { name: "Try again" })).toBeDefined();
  expect(screen.queryByRole("button", { name: "Drop another file" })).toBeNull();
});

// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { createModelController } from "../../state/controllers/model-controller.ts";
import { AppStoreContext } from "../../state/react.ts";
import { createAppStore } from "../../state/store.ts";
import { createFakeClient } from "../../state/testing/fake-client.ts";
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

// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { AppStoreContext } from "../../state/react.ts";
import { createAppStore } from "../../state/store.ts";
import { FAKE_MODEL } from "../../state/testing/fake-client.ts";
import { type Controllers, ControllersContext } from "../controllers.ts";
import { RunsOn } from "./RunsOn.tsx";

afterEach(cleanup);

it("names the graphics processor that the model runs on, where there is one", () => {
  const store = createAppStore();
  store.getState().setModel({ kind: "ready", model: FAKE_MODEL });
  const page = (
    <AppStoreContext value={store}>
      <ControllersContext value={{} as Controllers}>
        <RunsOn />
      </ControllersContext>
    </AppStoreContext>
  );
  const { unmount } = render(page);
  expect(screen.queryByText(/The model runs on/)).toBeNull();
  unmount();
  store.getState().setModel({
    kind: "ready",
    model: { ...FAKE_MODEL, backend: "webgpu", adapter: "apple metal-3" },
  });
  render(page);
  expect(screen.getByText("The model runs on apple metal-3.")).toBeDefined();
});

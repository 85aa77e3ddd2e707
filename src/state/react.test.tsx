// @vitest-environment jsdom
import { act, cleanup, render } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { AppStoreContext, useApp } from "./react.ts";
import { createAppStore } from "./store.ts";

let renders = 0;

function PageName() {
  renders++;
  return <p>{useApp((state) => state.settings.page)}</p>;
}

afterEach(cleanup);

it("a component sees its part of the store and nothing else", () => {
  const store = createAppStore();
  const { container } = render(
    <AppStoreContext value={store}>
      <PageName />
    </AppStoreContext>,
  );
  expect(container.textContent).toBe("read");
  act(() => store.getState().editRead({ text: "more" }));
  expect(renders).toBe(1);
  act(() => store.getState().goTo("about"));
  expect(container.textContent).toBe("about");
});

it("says what is missing outside of the provider", () => {
  expect(() => render(<PageName />)).toThrow("AppStoreContext is missing");
});

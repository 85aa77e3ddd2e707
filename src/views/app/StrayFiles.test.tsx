// @vitest-environment jsdom
import { cleanup, createEvent, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { AppStoreContext } from "../../state/react.ts";
import { createAppStore } from "../../state/store.ts";
import { StrayFiles } from "./StrayFiles.tsx";

afterEach(cleanup);

const FILES = { dataTransfer: { types: ["Files"], files: [] } };
const TEXT = { dataTransfer: { types: ["text/plain"], files: [] } };

function open() {
  const store = createAppStore();
  render(
    <AppStoreContext value={store}>
      <p>Beside</p>
      <button type="button" onDrop={(event) => event.preventDefault()}>
        Field
      </button>
      <StrayFiles />
    </AppStoreContext>,
  );
  return store;
}

/** Whether the browser would still act by itself. */
const left = (kind: "dragOver" | "drop", on: Element, init: object) =>
  fireEvent(on, createEvent[kind](on, init));

it("never lets a file that is dropped beside the field take the page's place", () => {
  const store = open();
  const beside = screen.getByText("Beside");
  expect(left("dragOver", beside, FILES)).toBe(false);
  expect(document.documentElement.dataset.files).toBe("");
  expect(left("drop", beside, FILES)).toBe(false);
  expect(document.documentElement.dataset.files).toBeUndefined();
  fireEvent.click(screen.getByRole("button", { name: "Show it" }));
  expect(store.getState().settings.page).toBe("models");
  expect(screen.queryByRole("button", { name: "Show it" })).toBeNull();
});

it("leaves dragged text to the browser, and files to the field", () => {
  open();
  const beside = screen.getByText("Beside");
  expect(left("dragOver", beside, TEXT)).toBe(true);
  expect(left("drop", beside, TEXT)).toBe(true);
  left("drop", screen.getByText("Field"), FILES);
  expect(screen.queryByRole("button", { name: "Show it" })).toBeNull();
});

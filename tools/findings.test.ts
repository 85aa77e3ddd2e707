import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { findingsPage, PAGE } from "./findings.ts";

it("docs/findings.md says what the recorded runs say", async () => {
  expect(await readFile(PAGE, "utf8")).toBe(await findingsPage());
});

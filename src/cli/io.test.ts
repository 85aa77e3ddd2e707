import { expect, it } from "vitest";
import { userFolder } from "./io.ts";

it("finds the folder that the user stood in", () => {
  const env = { INIT_CWD: "/home/u/data", npm_lifecycle_event: "moodring" };
  expect(userFolder(env, "/repo")).toBe("/home/u/data");
  expect(userFolder({ ...env, npm_lifecycle_event: "vectors" }, "/repo")).toBe("/home/u/data");
});

it("does not take another script's folder for it", () => {
  expect(userFolder({ INIT_CWD: "/repo", npm_lifecycle_event: "unit" }, "/tmp/x")).toBe("/tmp/x");
  expect(userFolder({}, "/tmp/x")).toBe("/tmp/x");
});

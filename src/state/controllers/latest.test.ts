import { expect, it } from "vitest";
import { ticks } from "../testing/fake-client.ts";
import { createLatest } from "./latest.ts";

it("starts at once, cancels the older, runs only the newest of those that wait", async () => {
  const latest = createLatest();
  const log: string[] = [];
  const job = (name: string) => (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      log.push(name);
      signal.addEventListener("abort", () => {
        log.push(`${name} cancelled`);
        resolve();
      });
    });
  latest.run(job("a"));
  expect(log).toEqual(["a"]);
  latest.run(job("b"));
  latest.run(job("c"));
  await ticks();
  expect(log).toEqual(["a", "a cancelled", "c"]);
  latest.cancel();
  await ticks();
  latest.run(job("d"));
  expect(log).toEqual(["a", "a cancelled", "c", "c cancelled", "d"]);
});

it("goes on after a job that rejects", async () => {
  const latest = createLatest();
  let ran = false;
  latest.run(() => Promise.reject(new Error("not told")));
  await ticks();
  latest.run(async () => {
    ran = true;
  });
  await ticks();
  expect(ran).toBe(true);
});

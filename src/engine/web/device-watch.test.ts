import { expect, it } from "vitest";
import type { GraphSession } from "../runtime.ts";
import { watchDevice } from "./device-watch.ts";

function fake(run: GraphSession["run"]) {
  let lose: (info: { message: string }) => void = () => undefined;
  const lost = new Promise<{ message: string }>((resolve) => {
    lose = resolve;
  });
  let released = 0;
  const session = watchDevice({ run, release: async () => void released++ }, { lost });
  return { session, lose, released: () => released };
}

const never = () => new Promise<never>(() => undefined);

it("passes results and faults of a sound device on", async () => {
  const outputs = {};
  const sound = fake(async () => outputs);
  expect(await sound.session.run({}, [])).toBe(outputs);
  await sound.session.release();
  expect(sound.released()).toBe(1);
  const faulty = fake(() => Promise.reject(new Error("odd")));
  await expect(faulty.session.run({}, [])).rejects.toThrow("odd");
});

it("ends a call that hangs on a lost device, and every later one", async () => {
  const { session, lose, released } = fake(never);
  const running = session.run({}, []);
  lose({ message: "driver reset" });
  await expect(running).rejects.toMatchObject({
    kind: "gpu-lost",
    message: expect.stringContaining("driver reset"),
  });
  await expect(session.run({}, [])).rejects.toMatchObject({ kind: "gpu-lost" });
  await session.release();
  expect(released()).toBe(0);
});

it("names the loss where the call's own fault comes first", async () => {
  const { session, lose } = fake(() => {
    setTimeout(() => lose({ message: "" }), 10);
    return Promise.reject(new Error("buffer mapping failed"));
  });
  await expect(session.run({}, [])).rejects.toMatchObject({ kind: "gpu-lost" });
});

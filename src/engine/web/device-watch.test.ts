import { expect, it } from "vitest";
import type { GraphSession } from "../runtime.ts";
import { DeviceWatch, watchedSession } from "./device-watch.ts";

function fakeDevice() {
  let lose: (info: { message: string }) => void = () => undefined;
  const lost = new Promise<{ message: string }>((resolve) => {
    lose = resolve;
  });
  return { watch: new DeviceWatch({ lost }), lose };
}

async function fake(run: GraphSession["run"]) {
  const { watch, lose } = fakeDevice();
  let released = 0;
  const session = await watchedSession(watch, async () => ({
    run,
    release: async () => void released++,
  }));
  return { session, lose, released: () => released };
}

const never = () => new Promise<never>(() => undefined);

it("passes results and faults of a sound device on", async () => {
  const outputs = {};
  const sound = await fake(async () => outputs);
  expect(await sound.session.run({}, [])).toBe(outputs);
  await sound.session.release();
  expect(sound.released()).toBe(1);
  const faulty = await fake(() => Promise.reject(new Error("odd")));
  await expect(faulty.session.run({}, [])).rejects.toThrow("odd");
});

it("ends a call that hangs on a lost device, and every later one", async () => {
  const { session, lose, released } = await fake(never);
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
  const { session, lose } = await fake(() => {
    setTimeout(() => lose({ message: "" }), 10);
    return Promise.reject(new Error("buffer mapping failed"));
  });
  await expect(session.run({}, [])).rejects.toMatchObject({ kind: "gpu-lost" });
});

it("ends the making of a session that hangs on a lost device, and makes no other", async () => {
  const { watch, lose } = fakeDevice();
  const making = watchedSession(watch, never);
  lose({ message: "asleep" });
  await expect(making).rejects.toMatchObject({ kind: "gpu-lost" });
  const again = watchedSession(watch, () => expect.unreachable("on a lost device"));
  await expect(again).rejects.toMatchObject({ kind: "gpu-lost" });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findSituation } from "../../content/situations.ts";
import { type AppStore, createAppStore } from "../store.ts";
import { createFakeClient, FAKE_MODEL, type FakeClient, ticks } from "../testing/fake-client.ts";
import { createDosageController, type DosageController } from "./dosage-controller.ts";

let store: AppStore;
let client: FakeClient;
let controller: DosageController;

beforeEach(() => {
  vi.useFakeTimers();
  store = createAppStore();
  client = createFakeClient();
  controller = createDosageController(store, client);
  store.getState().goTo("dosage");
  store.getState().setModel({ kind: "ready", model: FAKE_MODEL });
});
afterEach(() => {
  vi.useRealTimers();
});

const doses = findSituation("fire")?.doses ?? [];
const text = (call: number) => {
  const prompt = client.points[call]?.request.prompt;
  return prompt?.kind === "text" ? prompt.text : prompt?.messages.at(-1)?.content;
};

async function finishAll(): Promise<void> {
  client.auto = true;
  for (const call of client.points) call.resolve();
  await ticks(200);
}

describe("the dosage controller", () => {
  it("reads doses one by one, then controls, point by point", async () => {
    expect(client.points).toHaveLength(1);
    expect(text(0)).toBe("Right now one match is on fire and my children are upstairs.");
    client.points[0]?.resolve();
    await ticks();
    expect(client.points).toHaveLength(2);
    expect(store.getState().dosage.points.map((point) => point !== null)).toEqual(
      doses.map((_, at) => at === 0),
    );
    await finishAll();
    expect(client.points).toHaveLength(2 * doses.length);
    expect(text(doses.length)).toContain("is for sale");
    const { dosage } = store.getState();
    expect(dosage.status).toBe("done");
    expect(dosage.controls.every((point) => point?.tokens === 7)).toBe(true);
    expect(dosage.open).toMatchObject({ line: "template", index: doses.length - 1 });
    expect(dosage.open?.run?.text).toContain("the whole house");
  });

  it("does not read a point twice, and forgets late ones", async () => {
    const first = client.points[0];
    store.getState().applySituation("rent");
    await ticks();
    first?.resolve();
    await ticks();
    expect(store.getState().dosage.spec?.situation?.id).toBe("rent");
    expect(store.getState().dosage.points.every((point) => point === null)).toBe(true);
    await finishAll();
    const read = client.points.length;
    store.getState().applySituation("fire");
    await ticks(200);
    store.getState().applySituation("rent");
    await ticks(200);
    expect(client.points).toHaveLength(read + 2 * doses.length);
  });

  it("reads at the reply's preparation where asked, and not for layers or emotions", async () => {
    await finishAll();
    const read = client.points.length;
    store.getState().editDosage({ layer: 1, emotions: ["sad"] });
    await ticks(50);
    expect(client.points).toHaveLength(read);
    store.getState().editDosage({ at: "last", set: "reply" });
    await ticks(200);
    expect(client.points[read]?.request).toMatchObject({
      at: "last",
      set: "reply",
      prompt: { kind: "chat", openReply: true },
    });
  });

  it("waits for a pause while the user's own sentence is typed, and names its faults", async () => {
    await finishAll();
    store.getState().applySituation("own");
    await ticks();
    const read = client.points.length;
    // It starts from the situation before, of which every point is known.
    expect(store.getState().settings.dosage.template).toContain("{X}");
    store.getState().editDosage({ template: "I ate {X} plums" });
    store.getState().editDosage({ template: "I ate {X} plums today", doses: ["1", "2"] });
    await ticks(50);
    expect(client.points).toHaveLength(read);
    await vi.advanceTimersByTimeAsync(400);
    await ticks(200);
    expect(text(read)).toBe("I ate 1 plums today");
    store.getState().editDosage({ template: "no slot" });
    await vi.advanceTimersByTimeAsync(400);
    expect(store.getState().dosage.faults.template).toBe("no-placeholder");
    store.getState().editDosage({ template: "{X}", control: "" });
    await vi.advanceTimersByTimeAsync(400);
    await ticks(200);
    expect(store.getState().dosage).toMatchObject({
      status: "done",
      faults: { template: null, control: "empty-template" },
      controls: [null, null],
    });
  });

  it("stops, says what failed, and runs again", async () => {
    controller.stop();
    await ticks();
    expect(store.getState().dosage.status).toBe("stopped");
    controller.run();
    client.points[1]?.reject("worker-died");
    await ticks();
    expect(store.getState().dosage.failure?.kind).toBe("worker-died");
    expect(store.getState().model.kind).toBe("failed");
  });

  it("keeps why a prompt could not be read, until another dose is opened", async () => {
    await finishAll();
    client.auto = false;
    controller.open("template", 0);
    client.reads.at(-1)?.reject("bad-numerics");
    await ticks();
    expect(store.getState().dosage.open).toMatchObject({
      index: 0,
      failure: { kind: "bad-numerics" },
    });
    expect(store.getState().model.kind).toBe("ready");
    controller.open("template", 1);
    expect(store.getState().dosage.open?.failure).toBeNull();
    // A read that gave way to a newer one has not failed.
    controller.open("template", 2);
    await ticks();
    expect(store.getState().dosage.open).toMatchObject({ index: 2, failure: null });
  });
});

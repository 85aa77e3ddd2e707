import { beforeEach, describe, expect, it } from "vitest";
import { columnsDigest, reproduction, shownDigest } from "../digest.ts";
import { type AppStore, createAppStore } from "../store.ts";
import {
  createFakeClient,
  FAKE_MODEL,
  type FakeClient,
  ticks,
  writeColumn,
} from "../testing/fake-client.ts";
import { createSteerController, type SteerController } from "./steer-controller.ts";

let store: AppStore;
let client: FakeClient;
let controller: SteerController;

beforeEach(() => {
  store = createAppStore();
  client = createFakeClient();
  controller = createSteerController(store, client);
  store.getState().goTo("steer");
  store.getState().setModel({ kind: "ready", model: FAKE_MODEL });
});

const asked = (call: number) => client.generates[call]?.request.columns.map(({ id }) => id);

async function finish(call: number): Promise<void> {
  const { request, emit, resolve } = client.generates[call] ?? {};
  for (const { id, steering } of request?.columns ?? []) {
    if (emit) writeColumn(id, steering !== null, emit);
  }
  resolve?.();
  await ticks();
}

describe("the steer controller", () => {
  it("writes plain and steered from one seed when the model is there", async () => {
    expect(asked(0)).toEqual(["plain", "steered"]);
    await finish(0);
    const { steer } = store.getState();
    expect(steer.status).toBe("done");
    expect(steer.columns.map(({ pieces }) => pieces.join(""))).toEqual([" t5 t6", " t7 t8"]);
    expect(steer.columns[1]?.inside.count).toBe(2);
    expect([...(steer.columns[0]?.logprobs ?? [])]).toEqual([-1, -2]);
  });

  it("keeps the plain column when a slider moves, and cancels the run before", async () => {
    await finish(0);
    store.getState().editSteer({ terms: [{ emotion: "calm", alpha: 0.1 }] });
    await ticks();
    expect(asked(1)).toEqual(["steered"]);
    store.getState().editSteer({ terms: [{ emotion: "calm", alpha: 0.2 }] });
    expect(client.generates[1]?.signal?.aborted).toBe(true);
    await ticks();
    expect(asked(2)).toEqual(["steered"]);
    await finish(2);
    store.getState().editSteer({ terms: [{ emotion: "afraid", alpha: 0.35 }] });
    await ticks();
    expect(client.generates).toHaveLength(3);
    expect(store.getState().steer.status).toBe("done");
    store.getState().editSteer({ showRandom: true });
    await ticks();
    expect(asked(3)).toEqual(["random"]);
  });

  it("goes on with what a cancelled plain column had", async () => {
    client.generates[0]?.emit({
      kind: "tokens",
      column: "plain",
      start: 0,
      ids: [5],
      pieces: ["a"],
    });
    store.getState().editSteer({ terms: [{ emotion: "calm", alpha: 0.2 }] });
    await ticks();
    expect(store.getState().steer.columns[0]?.ids).toEqual([5]);
    expect(store.getState().steer.columns[1]?.ids).toEqual([]);
    client.generates[0]?.emit({
      kind: "tokens",
      column: "plain",
      start: 1,
      ids: [9],
      pieces: ["x"],
    });
    expect(store.getState().steer.columns[0]?.ids).toEqual([5]);
  });

  it("writes every column from its first token when asked to write again", async () => {
    await finish(0);
    controller.write();
    await ticks();
    expect(client.generates).toHaveLength(1);
    controller.write({ anew: true });
    await ticks();
    expect(asked(1)).toEqual(["plain", "steered"]);
    expect(store.getState().steer.columns.map(({ ids }) => ids.length)).toEqual([0, 0]);
  });

  it("writes only the plain text where every strength is 0", async () => {
    store.getState().editSteer({ terms: [{ emotion: "calm", alpha: 0 }] });
    await ticks();
    expect(asked(1)).toEqual(["plain"]);
  });

  it("waits for the button while a prompt is typed, not for a preset", async () => {
    await finish(0);
    store.getState().editSteer({ prompt: "Another prompt" });
    await ticks();
    expect(client.generates).toHaveLength(1);
    expect(store.getState().steer.stale).toBe(true);
    controller.write();
    await ticks();
    expect(asked(1)).toEqual(["plain", "steered"]);
    expect(store.getState().steer.stale).toBe(false);
    store.getState().applyPreset("bad-news-calm");
    await ticks();
    expect(client.generates).toHaveLength(3);
    store.getState().editSteer({ prompt: "" });
    controller.write();
    await ticks();
    expect(client.generates).toHaveLength(3);
  });

  it("stops and fails in words, and keeps what is written", async () => {
    client.generates[0]?.emit({
      kind: "tokens",
      column: "plain",
      start: 0,
      ids: [5],
      pieces: ["a"],
    });
    controller.stop();
    await ticks();
    expect(store.getState().steer).toMatchObject({ status: "stopped", failure: null });
    expect(store.getState().steer.columns[0]?.pieces).toEqual(["a"]);
    controller.write();
    client.generates[1]?.reject("bad-input");
    await ticks();
    expect(store.getState().steer).toMatchObject({
      status: "failed",
      failure: { kind: "bad-input" },
    });
    expect(store.getState().model.kind).toBe("ready");
  });

  it("keeps a dead model's texts, tells when they no longer fit, and goes on with the next", async () => {
    await finish(0);
    store.getState().setModel({ kind: "failed", failure: { kind: "worker-died", message: "" } });
    store.getState().editSteer({ terms: [{ emotion: "calm", alpha: 0.3 }] });
    expect(store.getState().steer.stale).toBe(true);
    expect(shownDigest(store.getState())).toBeNull();
    store.getState().editSteer({ terms: [{ emotion: "afraid", alpha: 0.35 }] });
    expect(store.getState().steer.stale).toBe(false);
    store.getState().editSteer({ terms: [{ emotion: "calm", alpha: 0.3 }] });
    store.getState().setModel({ kind: "ready", model: FAKE_MODEL });
    await ticks();
    expect(asked(1)).toEqual(["steered"]);
    client.generates[1]?.reject("worker-died");
    await ticks();
    expect(store.getState().steer.status).toBe("failed");
    store.getState().setModel({ kind: "ready", model: FAKE_MODEL });
    await ticks();
    expect(asked(2)).toEqual(["steered"]);
  });

  it("makes way for the page that is open, and goes on when one comes back", async () => {
    client.generates[0]?.emit({
      kind: "tokens",
      column: "plain",
      start: 0,
      ids: [5],
      pieces: ["a"],
    });
    store.getState().goTo("read");
    await ticks();
    expect(client.generates[0]?.signal?.aborted).toBe(true);
    store.getState().goTo("steer");
    await ticks();
    expect(asked(1)).toEqual(["plain", "steered"]);
    expect(store.getState().steer.columns[0]?.ids).toEqual([5]);
    controller.stop();
    await ticks();
    store.getState().goTo("read");
    store.getState().goTo("steer");
    await ticks();
    expect(client.generates).toHaveLength(2);
  });

  it("writes again with another model, and when vectors come to the one that runs", async () => {
    await finish(0);
    const forget = () => {
      store.getState().setModel({ kind: "idle" });
      store.getState().showSteer([], null);
    };
    forget();
    const other = { ...FAKE_MODEL, weightsSha256: "d".repeat(64) };
    store.getState().setModel({ kind: "ready", model: other });
    await ticks();
    expect(asked(1)).toEqual(["plain", "steered"]);
    await finish(1);
    const built = { ...other, vectorsSha256: "e".repeat(64) };
    store.getState().setModel({ kind: "ready", model: built });
    await ticks();
    expect(asked(2)).toEqual(["plain", "steered"]);
    await finish(2);
    store.getState().setModel({ kind: "ready", model: { ...built, loadMs: 2 } });
    await ticks();
    expect(client.generates).toHaveLength(3);
  });

  it("steers at the last layer of a model that has fewer, and keeps what is set", async () => {
    const layerAt = (call: number) => client.generates[call]?.request.columns[1]?.steering?.layer;
    expect(store.getState().settings.steer.layer).toBe(18);
    expect(layerAt(0)).toBe(FAKE_MODEL.layers);
    await finish(0);
    const vectors = { ...FAKE_MODEL.vectors, points: 25 };
    const deeper = { ...FAKE_MODEL, weightsSha256: "d".repeat(64), layers: 24, vectors };
    store.getState().setModel({ kind: "ready", model: deeper });
    await ticks();
    expect(layerAt(1)).toBe(18);
    expect(store.getState().settings.steer.layer).toBe(18);
  });

  it("says whether a link's tokens were reproduced", async () => {
    store.getState().editSteer({ expected: "0123456789abcdef" });
    expect(reproduction(store.getState())).toBeNull();
    await finish(0);
    expect(reproduction(store.getState())).toBe("differs");
    const digest = columnsDigest(store.getState().steer.columns);
    store.getState().editSteer({ expected: digest });
    expect(reproduction(store.getState())).toBe("reproduced");
    expect(shownDigest(store.getState())).toBe(digest);
    store.getState().editSteer({ showRandom: true });
    expect(store.getState().settings.steer.expected).toBe(digest);
    store.getState().editSteer({ layer: 5 });
    expect(store.getState().settings.steer.expected).toBeNull();
  });
});

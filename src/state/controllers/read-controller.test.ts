import { beforeEach, describe, expect, it } from "vitest";
import { type AppStore, createAppStore } from "../store.ts";
import {
  createFakeClient,
  FAKE_MODEL,
  type FakeClient,
  readChunk,
  readStart,
  ticks,
} from "../testing/fake-client.ts";
import { createReadController } from "./read-controller.ts";

let store: AppStore;
let client: FakeClient;

beforeEach(() => {
  store = createAppStore();
  client = createFakeClient();
  createReadController(store, client);
});

const ready = () => store.getState().setModel({ kind: "ready", model: FAKE_MODEL });
const type = (text: string) => store.getState().editRead({ text });

describe("the read controller", () => {
  it("waits for the model, then reads at once", () => {
    type("abc");
    expect(client.reads).toHaveLength(0);
    ready();
    expect(client.reads[0]?.request.prompt).toEqual({ kind: "text", text: "abc" });
  });

  it("lets the newest win and ignores what comes late", async () => {
    type("abc");
    ready();
    client.reads[0]?.emit(readStart("abc"));
    client.reads[0]?.emit(readChunk(0, 2, 1));
    expect(store.getState().read.run?.rows.count).toBe(2);
    type("abcd");
    type("abcde");
    expect(client.reads[0]?.signal?.aborted).toBe(true);
    await ticks();
    expect(client.reads).toHaveLength(2);
    // The run before stays on screen until the new one starts.
    expect(store.getState().read.run?.text).toBe("abc");
    client.reads[0]?.emit(readChunk(2, 1, 9));
    expect(store.getState().read.run?.rows.count).toBe(2);
    client.reads[1]?.emit(readStart("abcde"));
    client.reads[1]?.emit(readChunk(0, 5, 2));
    client.reads[1]?.resolve();
    await ticks();
    const { read } = store.getState();
    expect(read).toMatchObject({ running: false, failure: null });
    expect(read.run).toMatchObject({ text: "abcde", done: { tokens: 1 } });
    expect(read.run?.rows.z[0]).toBe(2);
  });

  it("does not read again for colours and layers", () => {
    ready();
    store.getState().editRead({ direction: "happy-sad", layer: 3, smooth: false });
    expect(client.reads).toHaveLength(1);
    store.getState().editRead({ set: "reply" });
    expect(client.reads[0]?.signal?.aborted).toBe(true);
  });

  it("shows nothing for an empty text", async () => {
    ready();
    client.reads[0]?.emit(readStart("abc"));
    type("");
    await ticks();
    expect(store.getState().read).toMatchObject({ run: null, running: false });
  });

  it("opens the reply where a user spoke last", () => {
    const messages = [{ role: "user", content: "Hi" }] as const;
    store.getState().editRead({ mode: "chat", messages });
    ready();
    expect(client.reads[0]?.request.prompt).toMatchObject({ kind: "chat", openReply: true });
  });

  it("keeps the text when the worker dies, and reads again with the next one", async () => {
    type("precious");
    ready();
    client.reads[0]?.reject("worker-died");
    await ticks();
    expect(store.getState().model).toMatchObject({ kind: "failed" });
    expect(store.getState().read.failure?.kind).toBe("worker-died");
    expect(store.getState().settings.read.text).toBe("precious");
    ready();
    await ticks();
    expect(client.reads).toHaveLength(2);
    expect(store.getState().read.failure).toBeNull();
  });
});

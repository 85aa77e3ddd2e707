import { describe, expect, it } from "vitest";
import { originStore } from "./storage.ts";
import { fakeOrigin, refusedRoot } from "./testing/fake-origin.ts";

const content = new Blob(["0123456789"]);

describe("originStore", () => {
  it("keeps a file and finds it again", async () => {
    const origin = fakeOrigin();
    const store = originStore(origin.root);
    expect(await store.get("weights", "a")).toBeUndefined();
    expect(await store.put("weights", "a", content)).toBeUndefined();
    expect(await (await store.get("weights", "a"))?.text()).toBe("0123456789");
    expect(origin.files()).toEqual({ "weights/a": 10 });
  });

  it.each(["QuotaExceededError", "NotReadableError"])(
    "leaves no half file where storage is full, and says so: %s",
    async (error) => {
      const origin = fakeOrigin(5);
      origin.fullError = error;
      const store = originStore(origin.root);
      expect(await store.put("weights", "a", content)).toBe("full");
      expect(origin.files()).toEqual({});
    },
  );

  it("says where the browser keeps nothing", async () => {
    const store = originStore(refusedRoot);
    expect(await store.put("weights", "a", content)).toBe("closed");
    expect(await store.get("weights", "a")).toBeUndefined();
  });

  it("forgets a folder, also one that is not there", async () => {
    const origin = fakeOrigin();
    const store = originStore(origin.root);
    await store.put("weights", "a", content);
    await store.put("other", "b", content);
    await store.remove("weights");
    await store.remove("weights");
    expect(origin.files()).toEqual({ "other/b": 10 });
  });
});

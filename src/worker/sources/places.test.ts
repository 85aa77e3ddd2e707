import { describe, expect, it } from "vitest";
import { hubAddress, hubPlace, urlPlace } from "./places.ts";

const model = { repo: "owner/name", revision: "main" };

describe("the hub's addresses", () => {
  it("are those of the hub, or of a server that mirrors it under any path", () => {
    expect(hubAddress(model, "a b/x+1.gguf", null)).toBe(
      "https://huggingface.co/owner/name/resolve/main/a%20b/x%2B1.gguf",
    );
    expect(hubAddress(model, "x.gguf", "https://school.example/models//")).toBe(
      "https://school.example/models/owner/name/resolve/main/x.gguf",
    );
  });

  it.each(["", "school", "file:///etc", "javascript:alert(1)", "https://"])(
    "are not made of the server %j",
    (hub) => {
      expect(() => hubAddress(model, "x.gguf", hub)).toThrow(/no address of a server/);
    },
  );

  it("lead to files beside one another", () => {
    const place = hubPlace({ kind: "hub", ...model, revision: "v1", file: "sub/x.gguf" }, null);
    expect(place.address("sub/config.json")).toMatch(/\/resolve\/v1\/sub\/config\.json$/);
    expect(place.name).toBe("name");
  });
});

describe("any address", () => {
  it("keeps its query, and stays as it is written", () => {
    const place = urlPlace({ kind: "url", url: "https://x.example/a%zz/my%20model.gguf?key=1" });
    expect(place.address(place.file)).toBe("https://x.example/a%zz/my%20model.gguf?key=1");
    expect(urlPlace({ kind: "url", url: "https://x.example/my%20model.gguf" }).name).toBe(
      "my model",
    );
  });

  it("names safetensors for their folder", () => {
    const place = urlPlace({ kind: "url", url: "https://x.example/Noise-1/model.safetensors" });
    expect(place.name).toBe("Noise-1");
    expect(place.address("Noise-1/config.json")).toBe("https://x.example/Noise-1/config.json");
  });
});

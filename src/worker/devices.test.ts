import { describe, expect, it } from "vitest";
import { EngineError, type ErrorKind } from "../engine/errors.ts";
import type { Runtime } from "../engine/runtime.ts";
import type { DeviceChoice } from "./contract.ts";
import { openOnDevice } from "./devices.ts";

const runtime = (backend: Runtime["backend"]): Runtime => ({
  backend,
  precision: "fp32",
  threads: 1,
  createSession: () => expect.unreachable(),
});
const runtimes = { wasm: () => runtime("wasm"), webgpu: async () => runtime("webgpu") };
const choice = (changes: Partial<DeviceChoice> = {}): DeviceChoice => ({
  backend: "webgpu",
  precision: "auto",
  threads: null,
  ...changes,
});
const opened = async ({ backend, notes }: Runtime) => ({ backend, notes: notes ?? [] });

/** Fails on WebGPU. */
function failing(error: Error) {
  return async (on: Runtime) => {
    if (on.backend === "webgpu") throw error;
    return opened(on);
  };
}

describe("openOnDevice", () => {
  it("runs on what is asked for, and says nothing", async () => {
    expect(await openOnDevice(choice(), runtimes, opened)).toEqual({
      backend: "webgpu",
      notes: [],
    });
    for (const backend of ["auto", "wasm"] as const) {
      const webgpu = () => expect.unreachable("WebGPU must not be fetched");
      expect(await openOnDevice(choice({ backend }), { ...runtimes, webgpu }, opened)).toEqual({
        backend: "wasm",
        notes: [],
      });
    }
  });

  it("says that fp16 was asked for and is not there", async () => {
    const { backend, notes } = await openOnDevice(choice({ precision: "fp16" }), runtimes, opened);
    expect(backend).toBe("webgpu");
    expect(notes).toEqual([expect.stringMatching(/fp32/)]);
  });

  it.each<ErrorKind>(["bad-numerics", "out-of-memory", "unsupported-model"])(
    "falls back to WebAssembly after %s, and says why",
    async (kind) => {
      const error = new EngineError(kind, "It went wrong.");
      const expected = {
        backend: "wasm",
        notes: ["It went wrong. The model runs on WebAssembly instead."],
      };
      expect(await openOnDevice(choice(), runtimes, failing(error))).toEqual(expected);
      const webgpu = () => Promise.reject(error);
      expect(await openOnDevice(choice(), { ...runtimes, webgpu }, opened)).toEqual(expected);
    },
  );

  it("puts a fault of the library in words", async () => {
    const { notes } = await openOnDevice(choice(), runtimes, failing(new Error("ERROR_CODE: 1")));
    expect(notes).toEqual([
      "WebGPU could not run this model (ERROR_CODE: 1). The model runs on WebAssembly instead.",
    ]);
  });

  it.each<ErrorKind>(["cancelled", "corrupt-model", "missing-file", "offline", "gpu-lost"])(
    "does not try again what failed with %s",
    async (kind) => {
      const open = failing(new EngineError(kind, "Stop."));
      await expect(openOnDevice(choice(), runtimes, open)).rejects.toMatchObject({ kind });
    },
  );
});

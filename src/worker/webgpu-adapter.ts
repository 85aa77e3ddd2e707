/** What this browser says of its graphics processor. */
import { EngineError } from "../engine/errors.ts";

/** What is used of `navigator.gpu`. */
export interface Gpu {
  requestAdapter(): Promise<Adapter | null>;
}
interface Adapter {
  readonly features: { has(name: string): boolean };
  readonly info?: {
    readonly vendor?: string;
    readonly architecture?: string;
    readonly description?: string;
    readonly isFallbackAdapter?: boolean;
  };
}

export interface WebgpuProbe {
  readonly available: boolean;
  /** Why it is not available. */
  readonly reason: string | null;
  /** Whether shaders may compute in fp16. */
  readonly f16: boolean;
  /** What the adapter calls itself. */
  readonly adapter: string | null;
  /** True where it is a program that imitates a graphics processor: right, but very slow. */
  readonly software: boolean;
}

const NONE = { available: false, f16: false, adapter: null, software: false } as const;

/** @param gpu `navigator.gpu` */
export async function probeWebgpu(gpu: Gpu | undefined): Promise<WebgpuProbe> {
  if (!gpu) return { ...NONE, reason: "This browser has no WebGPU." };
  const adapter = await gpu.requestAdapter().catch(() => null);
  if (!adapter) {
    return { ...NONE, reason: "This browser has WebGPU, but no graphics processor to run it on." };
  }
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info ?? {};
  const words = [vendor, architecture, description].filter((word) => word);
  return {
    available: true,
    reason: null,
    f16: adapter.features.has("shader-f16"),
    adapter: words.length > 0 ? words.join(" ") : null,
    software: isFallbackAdapter === true || /swiftshader|llvmpipe/i.test(words.join(" ")),
  };
}

/** @throws EngineError unsupported-model where there is none */
export async function requireWebgpu(gpu: Gpu | undefined): Promise<WebgpuProbe> {
  const probe = await probeWebgpu(gpu);
  if (probe.available) return probe;
  throw new EngineError("unsupported-model", probe.reason ?? "There is no WebGPU here.");
}

/** A graphics processor of our own: the loss of one that ONNX Runtime makes is not told in time. */
import { EngineError } from "../errors.ts";

/** What ONNX Runtime's kernels use where the adapter has it. */
const FEATURES = ["shader-f16", "subgroups"] as const;

/** As far as the adapter goes: what is not asked for stays at WebGPU's own small default. */
const LIMITS = [
  "maxBindGroups",
  "maxBufferSize",
  "maxComputeInvocationsPerWorkgroup",
  "maxComputeWorkgroupSizeX",
  "maxComputeWorkgroupSizeY",
  "maxComputeWorkgroupSizeZ",
  "maxComputeWorkgroupStorageSize",
  "maxComputeWorkgroupsPerDimension",
  "maxStorageBufferBindingSize",
  "maxStorageBuffersPerShaderStage",
] as const;

/** @throws EngineError unsupported-model where there is no adapter */
export async function openDevice(gpu: GPU | undefined): Promise<GPUDevice> {
  const adapter = await gpu?.requestAdapter();
  if (!adapter) throw new EngineError("unsupported-model", "There is no graphics processor here.");
  return adapter.requestDevice({
    requiredFeatures: FEATURES.filter((feature) => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]])),
  });
}

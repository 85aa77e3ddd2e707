/** Which settings were tried, and why a goal is missed, as far as measurements have shown. */

export const SETTINGS = `What each was given, and what the figures mean:

- Peers run on WebAssembly, as we do; both can use WebGPU, which this machine lacks. **web-llm** runs on WebGPU
  alone and is not comparable here.
- wllama: its build for several threads, \`n_gpu_layers: 0\`, batches of 512, one sequence. Its times are
  llama.cpp's own. It tells its 100 likeliest tokens only, so that its KL is a lower bound.
- transformers.js: \`device: "wasm"\`, the exports that Optimum and ONNX Runtime's quantisers make. Its
  prefill is the time to the first token of \`generate\`, its decode that between tokens.
- Ours reads nothing meanwhile: what readings cost is in the first table.
- Peak memory is that of the page's process over load and one round, in a browser of its own; fidelity is
  against PyTorch in float32 over 512 positions of our stories.`;

const REASONS: readonly { readonly goal: RegExp; readonly because: string }[] = [];

/** Empty where nothing is known. */
export function missedBecause(goal: string): string {
  return REASONS.find((reason) => reason.goal.test(goal))?.because ?? "";
}

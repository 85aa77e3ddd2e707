/** What the contestants were given, and why a goal is missed, said from what the same run measured. */
import type { Fidelity } from "./contract.ts";

/** @param positions at which fidelity was measured; null where it was not */
export const given = (positions: number | null) => `What each was given, and what the figures mean:

- Peers run on WebAssembly, as we do; both can use WebGPU, which this machine lacks. **web-llm** runs on WebGPU
  alone and is not comparable here.
- wllama: its one build, with several threads and SIMD (the one for Safari is slower by its own account),
  \`n_gpu_layers: 0\`, \`n_parallel: 1\`, and the best of the settings below; not its speculative decoding, which
  takes a second model. Its times are llama.cpp's own. It tells its 100 likeliest tokens only, so that its KL is
  a lower bound.
- transformers.js: \`device: "wasm"\` in a worker, \`numThreads\`, and the best of the settings below; the exports
  that Optimum and ONNX Runtime's quantisers make. They take \`num_logits_to_keep\`, so that a prefill computes
  the last position's logits only, and \`generate\` keeps the past. Its prefill is the time to the first token of
  \`generate\`, its decode that between tokens. \`intraOpNumThreads\`, \`interOpNumThreads\` and graph capture do not
  exist on WebAssembly.
- Ours reads nothing meanwhile: what readings cost is in the first table.
- Peak memory is that of the page's process over load and one round, in a browser of its own.
- Fidelity is ${positions === null ? "not measured" : `against PyTorch in float32 over ${positions} positions of our stories`}.`;

export interface Missed {
  /** Tokens a second that the goal asks for, that we reach, and at the machine's limit in float32. */
  readonly needed: number;
  readonly reached: number;
  readonly limit: number;
  /** The form that the goal was measured against; undefined where it is the machine. */
  readonly peer?: { readonly name: string; readonly fidelity: Fidelity | null };
  /** The fastest form of a peer that is as true to the weights as we are, and our ratio to it. */
  readonly faithful?: { readonly name: string; readonly ratio: number };
}

/** Nats from which a form is called rounded. */
export const FAITHFUL = 1e-6;

export function missedBecause({ needed, reached, limit, peer, faithful }: Missed): string {
  const share = `${((100 * reached) / limit).toFixed(0)} %`;
  const lines = [
    needed > limit
      ? `The goal would take ${needed.toFixed(0)} tokens a second; at this machine's limit exact float32 weights reach ${limit.toFixed(0)}, whatever the code does. We are at ${share} of that.`
      : `The goal would take ${needed.toFixed(0)} tokens a second, ${((100 * needed) / limit).toFixed(0)} % of this machine's limit for float32; we are at ${share}.`,
  ];
  if (peer?.fidelity && peer.fidelity.divergence > FAITHFUL) {
    const agreement = (100 * peer.fidelity.agreement).toFixed(0);
    lines.push(
      `${peer.name} computes with rounded numbers and picks PyTorch's token at ${agreement} % of the positions.`,
    );
  }
  if (faithful) {
    lines.push(
      `Against ${faithful.name}, as exact as ours, we are ${faithful.ratio.toFixed(1)} times as fast.`,
    );
  }
  return lines.join(" ");
}

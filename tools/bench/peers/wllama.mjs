/** @wllama/wllama: llama.cpp in WebAssembly. Times are those that llama.cpp itself reports. */
import { Comparison } from "./comparison.ts";
import { CONTEXT } from "./same-work.ts";

/** Likeliest tokens that are asked for at each position. */
const TOLD = 100;

export async function openWllama(url, threads, { load }) {
  const { Wllama, LoggerWithoutDebug } = await import("@wllama/wllama");
  const { default: wasm } = await import("@wllama/wllama/esm/wasm/wllama.wasm?url");
  const binary = new URL(wasm, self.location.href).href;
  const engine = new Wllama(
    { default: binary },
    { logger: LoggerWithoutDebug, suppressNativeLog: true },
  );
  const blob = await (await fetch(url)).blob();
  await engine.loadModel([blob], {
    n_ctx: CONTEXT,
    n_threads: threads,
    n_parallel: 1,
    n_gpu_layers: 0,
    ...load,
  });
  if (engine.getNumThreads() !== threads) throw new Error(`${engine.getNumThreads()} threads`);

  const complete = (prompt, more) =>
    engine.createCompletion({ prompt, temperature: 0, top_k: 1, ignore_eos: true, ...more });

  return {
    async time(length, steps, text) {
      const { timings } = await complete(text, { max_tokens: steps + 1, cache_prompt: false });
      if (timings?.prompt_n !== length) throw new Error(`prefill of ${timings?.prompt_n} tokens`);
      return { prefill: timings.prompt_ms, step: timings.predicted_per_token_ms };
    },

    async fidelity(reference) {
      const compared = new Comparison(reference);
      for (const [row, prefix] of reference.prefixes.entries()) {
        const { usage, choices } = await complete(prefix, {
          max_tokens: 1,
          cache_prompt: true,
          logprobs: TOLD,
        });
        const tokens = reference.rows[row] + 1;
        if (usage.prompt_tokens !== tokens) {
          throw new Error(`${usage.prompt_tokens} tokens in place of ${tokens}`);
        }
        const told = choices[0].logprobs.content[0].top_logprobs;
        compared.some(row, new Map(told.map(({ id, logprob }) => [id, logprob])));
      }
      return compared.result();
    },
  };
}

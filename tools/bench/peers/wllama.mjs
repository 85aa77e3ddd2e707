/** @wllama/wllama: llama.cpp in WebAssembly. Times are those that llama.cpp itself reports. */
import { Comparison } from "./comparison.ts";
import { CONTEXT } from "./same-work.ts";

/** Likeliest tokens that are asked for at each position. */
const TOLD = 100;

export async function openWllama(url, threads) {
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
    n_batch: 512,
    n_ubatch: 512,
    n_parallel: 1,
    n_gpu_layers: 0,
  });
  if (engine.getNumThreads() !== threads) throw new Error(`${engine.getNumThreads()} threads`);

  const complete = (prompt, more) =>
    engine.createCompletion({ prompt, temperature: 0, top_k: 1, ignore_eos: true, ...more });

  return {
    async round(steps, texts) {
      const [prefill, decode] = [{}, {}];
      for (const length of [128, 512]) {
        const { timings } = await complete(texts[length], {
          max_tokens: steps + 1,
          cache_prompt: false,
        });
        if (timings?.prompt_n !== length) throw new Error(`prefill of ${timings?.prompt_n} tokens`);
        prefill[length] = timings.prompt_ms;
        decode[length] = timings.predicted_per_token_ms;
      }
      return { prefill, decode };
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

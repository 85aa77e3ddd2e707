/** @huggingface/transformers: ONNX Runtime Web on exports for text generation, WebAssembly. */
import { Comparison } from "./comparison.ts";
import { someIds } from "./same-work.ts";

/** ONNX Runtime Web's builds: module and binary. Without WebGPU all three do the same. */
const BUILDS = {
  asyncify: () => [
    import("onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url"),
    import("onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url"),
  ],
  jspi: () => [
    import("onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url"),
    import("onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url"),
  ],
  plain: () => [
    import("onnxruntime-web/ort-wasm-simd-threaded.mjs?url"),
    import("onnxruntime-web/ort-wasm-simd-threaded.wasm?url"),
  ],
};

export async function openTransformers(
  folder,
  form,
  threads,
  { build = "asyncify", session = {} },
) {
  const library = await import("@huggingface/transformers");
  const { AutoModelForCausalLM, BaseStreamer, env, Tensor } = library;
  const [{ default: mjs }, { default: wasm }] = await Promise.all(BUILDS[build]());
  const absolute = (url) => new URL(url, self.location.href).href;
  Object.assign(env, {
    allowRemoteModels: false,
    allowLocalModels: true,
    localModelPath: folder,
    useBrowserCache: false,
    useWasmCache: false,
  });
  Object.assign(env.backends.onnx.wasm, {
    numThreads: threads,
    wasmPaths: { mjs: absolute(mjs), wasm: absolute(wasm) },
  });
  const model = await AutoModelForCausalLM.from_pretrained("smollm2", {
    dtype: form,
    device: "wasm",
    session_options: session,
  });
  const tensor = (ids) => new Tensor("int64", BigInt64Array.from(ids, BigInt), [1, ids.length]);
  const inputs = (ids) => ({ input_ids: tensor(ids), attention_mask: tensor(ids.map(() => 1)) });

  /** Moments at which tokens arrive; the first one comes with the prompt itself. */
  class Clock extends BaseStreamer {
    moments = [];
    put() {
      this.moments.push(performance.now());
    }
    end() {}
  }

  return {
    async time(length, steps) {
      const streamer = new Clock();
      const begun = performance.now();
      await model.generate({
        ...inputs(someIds(length)),
        max_new_tokens: steps + 1,
        min_new_tokens: steps + 1,
        do_sample: false,
        streamer,
      });
      const [, first, ...rest] = streamer.moments;
      if (rest.length !== steps) throw new Error(`${rest.length} tokens in place of ${steps}`);
      return { prefill: first - begun, step: (rest.at(-1) - first) / steps };
    },

    async fidelity(reference) {
      const { ids } = reference;
      const compared = new Comparison(reference);
      const { logits } = await model(inputs(ids));
      const width = logits.data.length / ids.length;
      for (let at = 0; at < ids.length; at++) {
        compared.logits(at, logits.data.subarray(at * width, (at + 1) * width));
      }
      return compared.result();
    },
  };
}

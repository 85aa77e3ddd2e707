import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { DEVELOPMENT_HEADERS, SITE_HEADERS } from "./tools/headers.mjs";
import { contentSecurityPolicy, headersFile, shippedModels } from "./tools/site-plugins.ts";

const DEFAULT_MODEL = "smollm2-135m-instruct";

export default defineConfig({
  // Relative, so that the built site works under any path.
  base: "./",
  plugins: [
    react(),
    contentSecurityPolicy(),
    headersFile(),
    shippedModels("models"),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src",
      filename: "sw.ts",
      injectRegister: false,
      manifest: false,
      injectManifest: {
        rollupFormat: "iife",
        globPatterns: ["**/*.{html,js,mjs,css,wasm,woff2,svg,png,ico,json,webmanifest}"],
        // The weights live in the browser's file storage, kept when the model is loaded.
        // Recorded runs of other models than the default one are fetched when they are looked at.
        globIgnores: [
          "models/*/{manifest,tokenizer,tokenizer_config,validation}.json",
          `assets/recorded/!(${DEFAULT_MODEL})/**`,
          // ONNX Runtime for WebGPU: fetched, and then kept by the browser, where it is chosen.
          "assets/*asyncify*",
        ],
        dontCacheBustURLsMatching: /(^|\/)assets\//,
        maximumFileSizeToCacheInBytes: 20_000_000,
      },
    }),
  ],
  define: { SITE_HEADERS: JSON.stringify(SITE_HEADERS) },
  resolve: {
    // ONNX Runtime's build that loads its WebAssembly from the addresses we give it.
    conditions: ["onnxruntime-web-use-extern-wasm", ...defaultClientConditions],
  },
  worker: { format: "es" },
  // The scan for dependencies does not follow workers by itself: a first load would be cut off.
  optimizeDeps: {
    entries: ["index.html", "src/worker/worker.ts", "src/sandbox/sandbox-worker.ts"],
    // Finds its WebAssembly beside its own file.
    exclude: ["@jitl/quickjs-wasmfile-release-sync"],
  },
  build: {
    target: "es2022",
    // The policy allows no data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: {
        chunkFileNames: ({ facadeModuleId }) => {
          const [, model] = /\/content\/recorded\/([^/]+)\//.exec(facadeModuleId ?? "") ?? [];
          const folder = model === undefined ? "assets" : `assets/recorded/${model}`;
          return `${folder}/[name]-[hash].js`;
        },
      },
    },
  },
  server: { headers: DEVELOPMENT_HEADERS },
  preview: { headers: SITE_HEADERS },
});

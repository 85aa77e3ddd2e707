/** Vite plugins of this site: its Content-Security-Policy, its models, its `_headers` file. */
import { copyFile, mkdir, readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Plugin } from "vite";
import { META_POLICY, SITE_HEADERS } from "./headers.mjs";
import { createHandler } from "./serve.mjs";

/** Writes the policy into the built index.html, for hosts that send no headers. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: "moodring:policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: META_POLICY },
        // Before anything that it governs.
        injectTo: "head-prepend",
      },
    ],
  };
}

/** `_headers`, which several static hosts read. */
export function headersFile(): Plugin {
  return {
    name: "moodring:headers-file",
    apply: "build",
    generateBundle() {
      const lines = Object.entries(SITE_HEADERS).map(([name, value]) => `  ${name}: ${value}`);
      this.emitFile({
        type: "asset",
        fileName: "_headers",
        source: `/*\n${lines.join("\n")}\n`,
      });
    },
  };
}

/** What a page reads of a model's folder; build reports and fixtures stay behind. */
const MODEL_FILE =
  /^(LICENSE|.*\.gguf\.bin|(manifest|tokenizer|tokenizer_config|emotions|validation)\.json|emotions\.bin)$/;

const CATALOGUE = "catalogue.json";

/** Serves models/ while developing and copies it beside the built page. */
export function shippedModels(folder: string): Plugin {
  let outDir = "dist";
  return {
    name: "moodring:models",
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    configureServer(server) {
      const handler = createHandler({ root: folder, base: "/models/" });
      server.middlewares.use((request, response, next) => {
        // The page's own import of the catalogue is Vite's to answer.
        const { url = "" } = request;
        if (url.startsWith("/models/") && !/[?&]import\b/.test(url))
          void handler(request, response);
        else next();
      });
    },
    async writeBundle() {
      // The service worker is a second build into the same folder.
      if (this.environment.name !== "client") return;
      await mkdir(join(outDir, "models"), { recursive: true });
      await copyFile(join(folder, CATALOGUE), join(outDir, "models", CATALOGUE));
      for (const model of await readdir(folder))
        await copyModel(join(folder, model), join(outDir, "models", model));
    },
  };
}

async function copyModel(from: string, to: string): Promise<void> {
  if (!(await stat(from)).isDirectory()) return;
  const files = (await readdir(from)).filter((file) => MODEL_FILE.test(file));
  await mkdir(to, { recursive: true });
  for (const file of files) await copyFile(join(from, file), join(to, file));
}

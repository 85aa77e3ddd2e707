/** Serves the contestants' pages and models from this checkout; nothing comes from the network. */
import { createServer, defaultClientConditions } from "vite";
import { ISOLATION_HEADERS } from "../../headers.mjs";

export interface PeerServer {
  /** The page of one contestant. */
  page(id: string): string;
  close(): Promise<void>;
}

/** Without the site's content policy, which forbids the workers from blobs that the peers start. */
export async function servePeers(root: string): Promise<PeerServer> {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: "error",
    resolve: { conditions: ["onnxruntime-web-use-extern-wasm", ...defaultClientConditions] },
    server: { port: 0, hmr: false, watch: null, headers: ISOLATION_HEADERS },
    optimizeDeps: { noDiscovery: true, include: [] },
    worker: { format: "es" },
  });
  await server.listen();
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error("the development server has no address");
  return {
    page: (id) => `${url}tools/bench/peers/index.html#${id}`,
    close: () => server.close(),
  };
}

/**
 * The service worker. It keeps the page itself (not the model's weights) for visits without a
 * network, and adds the site's headers to every answer, so that the page is cross-origin isolated
 * on hosts that cannot send headers. A new version waits until the user takes it.
 */
import { cleanupOutdatedCaches, matchPrecache, precache } from "workbox-precaching";
import { ACTIVATE_MESSAGE } from "./worker/service-worker-messages.ts";

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: { url: string; revision: string | null }[];
};
/** Set by vite.config.ts from tools/headers.mjs. */
declare const SITE_HEADERS: Readonly<Record<string, string>>;

precache(self.__WB_MANIFEST);
cleanupOutdatedCaches();

self.addEventListener("activate", (event) => {
  // The first visit's page is taken over, so that it can be isolated; see service-worker.ts.
  event.waitUntil(self.clients.claim());
});

self.addEventListener("message", (event) => {
  if (event.data === ACTIVATE_MESSAGE) event.waitUntil(self.skipWaiting());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (isOfThePage(request)) event.respondWith(answer(request));
  else if (isIndex(request)) event.respondWith(siteFirst(request));
});

/** False for other sites, and for model files, which the worker keeps by itself. */
function isOfThePage(request: Request): boolean {
  const scope = self.registration.scope;
  return request.url.startsWith(scope) && !request.url.startsWith(`${scope}models/`);
}

const INDEX_FILE = /\/(models\/catalogue|emotions)\.json$/;

/**
 * The list of models, and their emotions.json, which recorded runs are shown with also where no model
 * was loaded.
 */
function isIndex({ url }: Request): boolean {
  return url.startsWith(`${self.registration.scope}models/`) && INDEX_FILE.test(url);
}

/** The site's copy, which may be newer; the precached one where the site can't be reached. */
async function siteFirst(request: Request): Promise<Response> {
  try {
    return withHeaders(await fetch(request));
  } catch (error) {
    const kept = await matchPrecache(request.url);
    if (kept === undefined) throw error;
    return withHeaders(kept);
  }
}

async function answer(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const isStart =
    request.mode === "navigate" && url.href.split(/[?#]/, 1)[0] === self.registration.scope;
  const kept = await matchPrecache(isStart ? "index.html" : url.origin + url.pathname);
  return withHeaders(kept ?? (await fetch(request)));
}

function withHeaders(response: Response): Response {
  // Redirects and answers that hide themselves can't be rebuilt.
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(SITE_HEADERS)) headers.set(name, value);
  return new Response(response.body, {
    status: response.status,
    statusText: response.statusText,
    headers,
  });
}

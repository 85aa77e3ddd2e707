/** The page's side of the service worker: offline visits, isolation, updates on offer. */
import { ACTIVATE_MESSAGE } from "./service-worker-messages.ts";

export interface ServiceWorkerHooks {
  /** May the page be reloaded now to become isolated? False once there is something to lose. */
  readonly mayReload: () => boolean;
  /** A newer version of the site is ready. `apply` switches to it and reloads the page. */
  readonly onUpdate: (apply: () => void) => void;
}

const RELOADED_KEY = "moodring:reloaded-for-isolation";

/**
 * Registers the service worker of the built site. On a host without the isolation headers the page
 * reloads once, as soon as the service worker controls it and if `mayReload` agrees; otherwise it
 * goes on with one thread. Without service workers nothing happens.
 */
export async function registerServiceWorker(hooks: ServiceWorkerHooks): Promise<void> {
  // The development server has none.
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  try {
    isolate(hooks.mayReload);
    const registration = await navigator.serviceWorker.register(new URL("sw.js", document.baseURI));
    offerUpdates(registration, hooks.onUpdate);
    // A forced reload (Shift) leaves the page without its service worker.
    if (registration.active && !navigator.serviceWorker.controller) reloadOnce(hooks.mayReload);
  } catch {
    // Refused (private window, storage off): the page works without, only not offline.
  }
}

function isolate(mayReload: () => boolean): void {
  if (crossOriginIsolated) {
    sessionStorage.removeItem(RELOADED_KEY);
    return;
  }
  navigator.serviceWorker.addEventListener("controllerchange", () => reloadOnce(mayReload), {
    once: true,
  });
}

function reloadOnce(mayReload: () => boolean): void {
  if (crossOriginIsolated || sessionStorage.getItem(RELOADED_KEY) !== null || !mayReload()) return;
  sessionStorage.setItem(RELOADED_KEY, "1");
  location.reload();
}

function offerUpdates(
  registration: ServiceWorkerRegistration,
  onUpdate: ServiceWorkerHooks["onUpdate"],
): void {
  const offer = (waiting: ServiceWorker): void => {
    onUpdate(() => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
        once: true,
      });
      waiting.postMessage(ACTIVATE_MESSAGE);
    });
  };
  if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const installing = registration.installing;
    installing?.addEventListener("statechange", () => {
      // Without a controller this is the first install, not an update.
      if (installing.state === "installed" && navigator.serviceWorker.controller) offer(installing);
    });
  });
}

/** The store as the page opens: from the address, this tab's draft, or the defaults. */
import { type DraftStorage, loadDraft, withDraft } from "./drafts.ts";
import { decodeLink } from "./link/decode.ts";
import { type AppStore, createAppStore } from "./store.ts";

/** Never rejects: a broken link becomes problems in the store. */
export async function bootStore(hash: string, storage: DraftStorage | null): Promise<AppStore> {
  const { settings, problems } = await decodeLink(hash);
  const store = createAppStore();
  store.getState().restore(withDraft(settings, settings.page, loadDraft(storage), hash), problems);
  return store;
}

/** This tab's session storage, or null where even asking is not allowed. */
export function tabStorage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

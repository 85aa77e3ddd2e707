/** The store in React: one provider at the top, one hook below it. */
import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { AppState, AppStore } from "./store.ts";

export const AppStoreContext = createContext<AppStore | null>(null);

/** The store itself, for callbacks. Throws outside of the provider. */
export function useAppStore(): AppStore {
  const store = useContext(AppStoreContext);
  if (store === null) throw new Error("AppStoreContext is missing");
  return store;
}

/** A part of the state; renders again when that part changes. */
export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(useAppStore(), select);
}

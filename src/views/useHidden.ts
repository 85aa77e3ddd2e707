/** Which controls a link hides. */
import { useMemo } from "react";
import { useApp } from "../state/react.ts";
import type { Control } from "../state/settings.ts";

/** Tells whether a named control is hidden. */
export function useHidden(): (control: Control) => boolean {
  const hide = useApp(({ settings }) => settings.hide);
  return useMemo(() => {
    const names = new Set(hide);
    return (control) => names.has(control);
  }, [hide]);
}

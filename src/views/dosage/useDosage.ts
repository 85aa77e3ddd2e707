/** The page's view and numbers in React. */
import { useMemo } from "react";
import { useApp } from "../../state/react.ts";
import { type DosageNumbers, type DosageView, dosageNumbers, dosageView } from "./dosage-view.ts";

export interface Dosage {
  readonly view: DosageView;
  readonly numbers: DosageNumbers;
}

/** Worked out again when settings, points or the model's vectors change. */
export function useDosage(): Dosage {
  const settings = useApp((state) => state.settings);
  const dosage = useApp((state) => state.dosage);
  const manifest = useApp((state) => state.manifest);
  const view = useMemo(
    () => dosageView({ settings, dosage, manifest }),
    [settings, dosage, manifest],
  );
  // Opening a prompt makes a new view and changes nothing that the numbers are made of.
  const { spec, expected, emotions, layer, points, controls } = view;
  const numbers = useMemo(
    () => dosageNumbers({ spec, expected, emotions, layer, points, controls }),
    [spec, expected, emotions, layer, points, controls],
  );
  return { view, numbers };
}

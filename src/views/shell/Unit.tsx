import type { ReactNode } from "react";
import { glossaryEntry } from "../../content/glossary.ts";
import { Explained } from "../../ui/Tooltip.tsx";

export interface UnitProps {
  /** Id of a glossary entry, such as "sigma". */
  readonly entry: string;
  /** Words on the page; the entry's own term where absent. */
  readonly children?: ReactNode;
}

/** A unit or term, explained where it stands in the glossary's words. */
export function Unit({ entry, children }: UnitProps) {
  const found = glossaryEntry(entry);
  if (found === undefined) return <>{children ?? entry}</>;
  return <Explained text={found.text}>{children ?? found.term}</Explained>;
}

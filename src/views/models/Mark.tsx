import type { ReactNode } from "react";

export type MarkKind = "good" | "plain" | "warn" | "bad";

/** The sign beside the words, so that colour is never alone. */
const SIGNS: Record<MarkKind, string> = { good: "✓", plain: "·", warn: "!", bad: "×" };

/** A short fact about a model. */
export function Mark({
  kind,
  children,
}: {
  readonly kind: MarkKind;
  readonly children: ReactNode;
}) {
  return (
    <span className={`model-mark model-mark-${kind}`}>
      <span aria-hidden="true">{SIGNS[kind]}</span>
      {children}
    </span>
  );
}

import type { ReactNode } from "react";
import "./dialog.css";

export interface DisclosureProps {
  readonly label: ReactNode;
  readonly children: ReactNode;
  /** Open at first; the user's choice holds from then on. */
  readonly open?: boolean;
}

/** More on demand: the platform's details element. */
export function Disclosure({ label, children, open = false }: DisclosureProps) {
  return (
    <details className="disclosure" open={open}>
      <summary>{label}</summary>
      {children}
    </details>
  );
}

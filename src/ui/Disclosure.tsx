import type { ReactNode } from "react";
import "./dialog.css";

export interface DisclosureProps {
  readonly label: ReactNode;
  readonly children: ReactNode;
  /** Open at first; the user's choice holds from then on. */
  readonly open?: boolean;
  /** Told when it opens or closes: long content is made when it is wanted. */
  readonly onToggle?: (open: boolean) => void;
}

/** More on demand: the platform's details element. */
export function Disclosure({ label, children, open = false, onToggle }: DisclosureProps) {
  return (
    <details
      className="disclosure"
      open={open}
      onToggle={(event) => onToggle?.(event.currentTarget.open)}
    >
      <summary>{label}</summary>
      {children}
    </details>
  );
}

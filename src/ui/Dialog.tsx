import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "./Button.tsx";
import "./dialog.css";

export interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal dialog on the platform's own element: focus kept inside, Escape closes. */
export function Dialog({ title, open, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null || dialog.open === open) return;
    if (open) dialog.showModal();
    else dialog.close();
  }, [open]);
  return (
    <dialog ref={ref} className="dialog" aria-labelledby={id} onClose={onClose}>
      <div className="dialog-head">
        <h2 id={id}>{title}</h2>
        <Button kind="icon" aria-label="Close" onClick={onClose}>
          ✕
        </Button>
      </div>
      {open && children}
    </dialog>
  );
}

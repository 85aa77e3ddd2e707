import type { ReactNode } from "react";
import { Button } from "./Button.tsx";
import { cx } from "./cx.ts";
import "./notice.css";

export type NoticeKind = "info" | "warning" | "error";

export interface NoticeAction {
  readonly label: string;
  readonly onPress: () => void;
}

export interface NoticeProps {
  readonly kind?: NoticeKind;
  /** Says what happened and what to do. */
  readonly children: ReactNode;
  readonly action?: NoticeAction;
  readonly onDismiss?: () => void;
}

const MARKS: Record<NoticeKind, string> = { info: "i", warning: "!", error: "!" };
const SPOKEN: Record<NoticeKind, string> = {
  info: "Note: ",
  warning: "Warning: ",
  error: "Error: ",
};

/** A message in the page. Errors are announced at once, the rest when the reader pauses. */
export function Notice({ kind = "info", children, action, onDismiss }: NoticeProps) {
  return (
    <div className={cx("notice", `notice-${kind}`)} role={kind === "error" ? "alert" : "status"}>
      <span className="notice-mark" aria-hidden="true">
        {MARKS[kind]}
      </span>
      <span className="notice-text">
        <span className="visually-hidden">{SPOKEN[kind]}</span>
        {children}
      </span>
      {action && (
        <Button small onClick={action.onPress}>
          {action.label}
        </Button>
      )}
      {onDismiss && (
        <Button kind="link" onClick={onDismiss}>
          Dismiss
        </Button>
      )}
    </div>
  );
}

export interface Toast extends Omit<NoticeProps, "onDismiss"> {
  readonly id: string;
}

export interface ToastsProps {
  readonly toasts: readonly Toast[];
  readonly onDismiss: (id: string) => void;
}

/** Messages that belong to no place in the page, at its lower edge. They stay until dismissed. */
export function Toasts({ toasts, onDismiss }: ToastsProps) {
  return (
    <div className="toasts no-print">
      {toasts.map(({ id, ...notice }) => (
        <Notice key={id} {...notice} onDismiss={() => onDismiss(id)} />
      ))}
    </div>
  );
}

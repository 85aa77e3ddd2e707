import type { ButtonHTMLAttributes, Ref } from "react";
import "./button.css";
import { cx } from "./cx.ts";

export type ButtonKind = "primary" | "plain" | "link" | "icon";

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: ButtonKind;
  readonly small?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A push button. `link` reads as a link in a sentence; `icon` is square and needs an aria-label. */
export function Button({ kind = "plain", small = false, className, ...rest }: ButtonProps) {
  const names = cx(
    "button",
    kind !== "plain" && `button-${kind}`,
    small && "button-small",
    className,
  );
  return <button type="button" className={names} {...rest} />;
}

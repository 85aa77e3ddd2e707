import { type ReactNode, useEffect, useState } from "react";
import { Button, type ButtonProps } from "./Button.tsx";

export interface CopyButtonProps extends Omit<ButtonProps, "onClick" | "children"> {
  /** What is copied, made when the button is pressed. */
  readonly text: () => string | Promise<string>;
  readonly children: ReactNode;
  /** Said for two seconds after. */
  readonly done?: string;
}

type Outcome = "none" | "copied" | "refused";

/** Copies a text to the clipboard and says so. Its width stays when its words change. */
export function CopyButton({ text, children, done = "Copied", ...rest }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>("none");
  useEffect(() => {
    if (outcome === "none") return;
    const timer = setTimeout(() => setOutcome("none"), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(await text());
      setOutcome("copied");
    } catch {
      setOutcome("refused");
    }
  }

  const words = { none: children, copied: done, refused: "Not allowed here" }[outcome];
  return (
    <>
      <Button {...rest} onClick={() => void copy()}>
        {words}
      </Button>
      <span role="status" className="visually-hidden">
        {outcome === "none" ? "" : words}
      </span>
    </>
  );
}

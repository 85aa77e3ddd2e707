import { type ReactNode, useState } from "react";
import { Tooltip as AriaTooltip, Focusable, TooltipTrigger } from "react-aria-components";
import "./tooltip.css";

export interface ExplainedProps {
  readonly children: ReactNode;
  /** One or two sentences in plain words. */
  readonly text: ReactNode;
}

/** Words or a unit with their explanation: on hover, on focus, on a tap; Escape or leaving closes it. */
export function Explained({ children, text }: ExplainedProps) {
  const [open, setOpen] = useState(false);
  return (
    <TooltipTrigger delay={250} closeDelay={80} isOpen={open} onOpenChange={setOpen}>
      <Focusable>
        {/* A press closes the tooltip, as on a button; but these words do nothing else, so a tap is a wish to read. */}
        <span
          className="explained"
          role="note"
          onPointerUp={() => setOpen(true)}
          onBlur={() => setOpen(false)}
        >
          {children}
        </span>
      </Focusable>
      <AriaTooltip className="tooltip" offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}

import type { ReactNode } from "react";
import { Tooltip as AriaTooltip, Focusable, TooltipTrigger } from "react-aria-components";
import "./tooltip.css";

export interface ExplainedProps {
  readonly children: ReactNode;
  /** One or two sentences in plain words. */
  readonly text: ReactNode;
}

/** Words or a unit with their explanation: on hover and on focus; Escape closes it. */
export function Explained({ children, text }: ExplainedProps) {
  return (
    <TooltipTrigger delay={250} closeDelay={80}>
      <Focusable>
        <span className="explained" role="note">
          {children}
        </span>
      </Focusable>
      <AriaTooltip className="tooltip" offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}

import { useState } from "react";

export interface TemplateShown {
  readonly shown: boolean;
  readonly show: (shown: boolean) => void;
}

/** Whether a chat shows the tokens that the template adds around the messages. */
export function useTemplateShown(): TemplateShown {
  const [shown, show] = useState(false);
  return { shown, show };
}

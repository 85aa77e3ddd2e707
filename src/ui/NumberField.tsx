import { useState } from "react";
import { keyStep, parseNumber, type Range, snap } from "./alpha.ts";
import "./slider.css";

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly range: Range;
  readonly format: (value: number) => string;
  readonly onChange: (value: number) => void;
  readonly disabled?: boolean;
}

/** A typed number: taken at Enter or when the field is left, put back where it is no number. */
export function NumberField(props: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const typed = draft === null ? props.value : parseNumber(draft);

  function commit() {
    if (draft !== null && typed !== null) props.onChange(snap(typed, props.range));
    setDraft(null);
  }

  return (
    <input
      className="number-field number"
      type="text"
      inputMode="decimal"
      autoComplete="off"
      aria-label={props.label}
      aria-invalid={typed === null}
      value={draft ?? props.format(props.value)}
      disabled={props.disabled}
      onChange={(event) => setDraft(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
        if (event.key === "Escape") setDraft(null);
        if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
        const next = keyStep(event.key, typed ?? props.value, props.range);
        if (next === null) return;
        event.preventDefault();
        setDraft(null);
        props.onChange(next);
      }}
    />
  );
}

import { useId } from "react";
import "../../ui/field.css";

export interface PromptBoxProps {
  readonly label: string;
  /** The label is seen, not only spoken. */
  readonly labelled?: boolean;
  readonly value: string;
  readonly placeholder: string;
  readonly onChange: (value: string) => void;
  /** Enter; Shift + Enter makes a new line. */
  readonly onSubmit: () => void;
  readonly error?: string | null;
}

const MAX_ROWS = 8;

/** A text of one line or several, that is sent with Enter as in a chat. */
export function PromptBox(props: PromptBoxProps) {
  const id = useId();
  const error = props.error ?? null;
  // Where the browser cannot size a text box to its text, its line breaks do.
  const rows = Math.min(MAX_ROWS, props.value.split("\n", MAX_ROWS).length);
  return (
    <div className="field steer-prompt">
      <label htmlFor={id} className={props.labelled ? "field-label" : "visually-hidden"}>
        {props.label}
      </label>
      <textarea
        id={id}
        className="field-input"
        rows={rows}
        value={props.value}
        placeholder={props.placeholder}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : `${id}-error`}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          props.onSubmit();
        }}
      />
      {error !== null && (
        <span id={`${id}-error`} className="field-error">
          {error}
        </span>
      )}
    </div>
  );
}

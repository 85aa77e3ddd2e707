import { type ReactNode, useId } from "react";
import { cx } from "./cx.ts";
import "./field.css";

export interface TextFieldProps {
  readonly label: string;
  /** The label is spoken, not seen: where the place says what the field is. */
  readonly labelHidden?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly hint?: ReactNode;
  /** Says what to do; marks the field as wrong. */
  readonly error?: string | null;
  /** With more than one row the field is a text area that grows with its text. */
  readonly rows?: number;
  readonly disabled?: boolean;
  /** Enter in a one-row field; Ctrl or Cmd + Enter in a larger one. */
  readonly onSubmit?: () => void;
}

/** A line or a block of text, with label, hint and error tied to it. */
export function TextField(props: TextFieldProps) {
  const id = useId();
  const rows = props.rows ?? 1;
  const shared = {
    id,
    className: "field-input",
    value: props.value,
    placeholder: props.placeholder,
    disabled: props.disabled,
    "aria-invalid": props.error ? true : undefined,
    "aria-describedby": props.error || props.hint ? `${id}-help` : undefined,
    onChange: (event: { readonly target: { readonly value: string } }) =>
      props.onChange(event.target.value),
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
      if (rows === 1 || event.ctrlKey || event.metaKey) props.onSubmit?.();
    },
  };
  return (
    <div className="field">
      <label htmlFor={id} className={cx("field-label", props.labelHidden && "visually-hidden")}>
        {props.label}
      </label>
      {rows === 1 ? (
        <input type="text" {...shared} />
      ) : (
        <textarea rows={rows} style={{ minHeight: `${rows * 1.5 + 1.25}em` }} {...shared} />
      )}
      {(props.error || props.hint) && (
        <span id={`${id}-help`} className={props.error ? "field-error" : "field-hint"}>
          {props.error || props.hint}
        </span>
      )}
    </div>
  );
}

import { type ReactNode, useId } from "react";
import "./segmented.css";

export interface Segment<Id extends string> {
  readonly id: Id;
  readonly label: ReactNode;
}

export interface SegmentedControlProps<Id extends string> {
  /** What is chosen, for screen readers. */
  readonly label: string;
  readonly segments: readonly Segment<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  readonly disabled?: boolean;
}

/** One of a few, all in sight. Radio buttons underneath, so that arrow keys and forms behave. */
export function SegmentedControl<Id extends string>(props: SegmentedControlProps<Id>) {
  const name = useId();
  return (
    <fieldset className="segmented" aria-label={props.label}>
      {props.segments.map(({ id, label }) => (
        <label key={id}>
          <input
            type="radio"
            name={name}
            value={id}
            checked={id === props.value}
            disabled={props.disabled}
            onChange={() => props.onChange(id)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

import type { ReactNode } from "react";
import "./button.css";

export interface Pill<Id extends string> {
  readonly id: Id;
  readonly label: ReactNode;
}

export interface PillGroupProps<Id extends string> {
  /** What the pills choose between, for screen readers. */
  readonly label: string;
  readonly pills: readonly Pill<Id>[];
  /** The pressed one, or null where none is (the user's own text). */
  readonly pressed: Id | null;
  readonly onPress: (id: Id) => void;
}

/** A row of toggle pills: ready-made examples and presets. */
export function PillGroup<Id extends string>(props: PillGroupProps<Id>) {
  return (
    <fieldset className="button-group" aria-label={props.label}>
      {props.pills.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          className="pill"
          aria-pressed={id === props.pressed}
          onClick={() => props.onPress(id)}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}

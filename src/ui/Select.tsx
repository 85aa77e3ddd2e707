import "./select.css";
import { cx } from "./cx.ts";

export interface SelectOption<Id extends string> {
  readonly id: Id;
  readonly label: string;
}

export interface SelectGroup<Id extends string> {
  /** Heading in the list; without one the options stand alone. */
  readonly label?: string;
  readonly options: readonly SelectOption<Id>[];
}

export interface SelectProps<Id extends string> {
  readonly label: string;
  readonly groups: readonly SelectGroup<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  readonly disabled?: boolean;
  /** As wide as its place. */
  readonly wide?: boolean;
}

function Options<Id extends string>({
  options,
}: {
  readonly options: readonly SelectOption<Id>[];
}) {
  return options.map(({ id, label }) => (
    <option key={id} value={id}>
      {label}
    </option>
  ));
}

/** One of many: direction, layer, model. A native select, so that phones and screen readers know it. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const ids = props.groups.flatMap((group) => group.options.map((option) => option.id));
  return (
    <span className={cx("select", props.wide && "select-wide")}>
      <select
        aria-label={props.label}
        value={props.value}
        disabled={props.disabled}
        onChange={(event) => {
          const chosen = ids.find((id) => id === event.target.value);
          if (chosen !== undefined) props.onChange(chosen);
        }}
      >
        {props.groups.map((group) =>
          group.label === undefined ? (
            <Options key="plain" options={group.options} />
          ) : (
            <optgroup key={group.label} label={group.label}>
              <Options options={group.options} />
            </optgroup>
          ),
        )}
      </select>
    </span>
  );
}

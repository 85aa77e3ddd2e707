import type { ReactNode } from "react";
import { keyStep, type Range, snap } from "./alpha.ts";
import { signed } from "./format.ts";
import { NumberField } from "./NumberField.tsx";
import "./slider.css";

/** α in shares of the mean residual norm: dragged by 0.01, stepped by 0.05 (core's MAX_ALPHA). */
export const ALPHA_RANGE: Range = { min: -0.6, max: 0.6, precision: 0.01, step: 0.05 };

export interface SliderProps {
  /** What is turned up, in words: the accessible name. */
  readonly label: string;
  /** What stands before the track; the label where absent. */
  readonly before?: ReactNode;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly range?: Range;
  readonly format?: (value: number) => string;
  /** Spoken with the value, e.g. "of the residual's length". */
  readonly unit?: string;
  readonly disabled?: boolean;
}

/** A slider around zero with its number beside it. Arrow keys move by the range's step. */
export function Slider(props: SliderProps) {
  const { range = ALPHA_RANGE, format = (value: number) => signed(value, 2), unit = "" } = props;
  const disabled = props.disabled ?? false;
  return (
    <div className="slider">
      <span>{props.before ?? props.label}</span>
      <span className="slider-track">
        <input
          type="range"
          aria-label={props.label}
          aria-valuetext={`${format(props.value)} ${unit}`.trim()}
          min={range.min}
          max={range.max}
          step={range.precision}
          value={props.value}
          disabled={disabled}
          onChange={(event) => props.onChange(snap(event.target.valueAsNumber, range))}
          onKeyDown={(event) => {
            const next = keyStep(event.key, props.value, range);
            if (next === null) return;
            event.preventDefault();
            props.onChange(next);
          }}
        />
      </span>
      <NumberField
        label={`${props.label}, as a number`}
        value={props.value}
        range={range}
        format={format}
        onChange={props.onChange}
        disabled={disabled}
      />
    </div>
  );
}

import { useState } from "react";
import { Button } from "../ui/Button.tsx";
import { cx } from "../ui/cx.ts";
import { signed } from "../ui/format.ts";
import "./chart.css";

export interface EmotionValue<Id extends string = string> {
  readonly emotion: Id;
  readonly value: number;
}

export interface EmotionBarsProps<Id extends string> {
  readonly values: readonly EmotionValue<Id>[];
  /** Unit, spoken with each number: "σ". */
  readonly unit: string;
  /** Value at the end of a bar's track; larger ones fill it. */
  readonly limit?: number;
  /** Makes the names buttons that pick the emotion. */
  readonly onPick?: (emotion: Id) => void;
  readonly picked?: Id | null;
}

/** Strongest first. NaN counts as lowest. */
export function ranked<Id extends string>(values: readonly EmotionValue<Id>[]): EmotionValue<Id>[] {
  const order = (value: number) => (Number.isFinite(value) ? value : Number.NEGATIVE_INFINITY);
  return [...values].sort((a, b) => order(b.value) - order(a.value));
}

/** Side and size of a bar on a track from −limit to +limit, in percent of the track. */
export function barSpan(
  value: number,
  limit: number,
): { readonly start: number; readonly size: number } {
  const size = Number.isFinite(value) ? Math.min(1, Math.abs(value) / limit) * 50 : 0;
  return { start: value < 0 ? 50 - size : 50, size };
}

const TOP = 7;
const BOTTOM = 3;

/** Emotions as bars from zero, with their numbers: the seven highest and three lowest, or all. */
export function EmotionBars<Id extends string>(props: EmotionBarsProps<Id>) {
  const { values, limit = 3.2, unit } = props;
  const [all, setAll] = useState(false);
  const order = ranked(values);
  const short = !all && order.length > TOP + BOTTOM;
  const shown = short ? [...order.slice(0, TOP), ...order.slice(-BOTTOM)] : order;
  return (
    <div>
      <ul>
        {shown.map(({ emotion, value }, index) => {
          const { start, size } = barSpan(value, limit);
          return (
            <li key={emotion} className={cx("bars-row", short && index === TOP && "bars-break")}>
              {props.onPick === undefined ? (
                <span className="bars-name">{emotion}</span>
              ) : (
                <button
                  type="button"
                  className="bars-pick bars-name"
                  aria-pressed={emotion === props.picked}
                  onClick={() => props.onPick?.(emotion)}
                >
                  {emotion}
                </button>
              )}
              <span className="bars-track" aria-hidden="true">
                <i
                  style={{
                    left: `${start}%`,
                    width: `${size}%`,
                    background: value < 0 ? "var(--bar-negative)" : "var(--bar-positive)",
                  }}
                />
              </span>
              <span className="bars-value number">
                {signed(value)}
                <span className="visually-hidden"> {unit}</span>
              </span>
            </li>
          );
        })}
      </ul>
      {order.length > TOP + BOTTOM && (
        <div className="bars-more quiet-in-present">
          <Button kind="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? "Show the strongest" : `Show all ${order.length}`}
          </Button>
        </div>
      )}
    </div>
  );
}

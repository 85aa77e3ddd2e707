import { scaleLinear } from "d3-scale";
import { signed } from "../ui/format.ts";
import { EndLabels, Rules } from "./Axes.tsx";
import "./chart.css";
import { cursorKeys } from "./cursor.ts";
import { DoseTicks } from "./DoseTicks.tsx";
import { type Dose, type DoseScale, nearestDose, placeDoses } from "./doseScale.ts";
import { bandPath, extentOf, lastFinite, linePath, type Place } from "./paths.ts";
import { type Band, labelRoom, type Series } from "./series.ts";
import { useSize } from "./useSize.ts";

export interface DoseSeries extends Series {
  /** The same over the control template; null where there is none. */
  readonly control: ArrayLike<number> | null;
}

export interface DoseChartProps {
  readonly doses: readonly Dose[];
  readonly scale: DoseScale;
  /** NaN for doses that are not computed yet: curves grow as numbers arrive. */
  readonly series: readonly DoseSeries[];
  readonly band: Band | null;
  readonly chosen: number | null;
  readonly onChoose: (dose: number) => void;
  /** Unit of the values: "σ". */
  readonly unit: string;
  readonly height?: number;
}

/** Readings against a dose, with the control dashed and the random band grey. */
export function DoseChart(props: DoseChartProps) {
  const { doses, series, band, chosen, unit } = props;
  const [ref, { width, scale }] = useSize<HTMLDivElement>();
  const height = Math.round((props.height ?? 330) * scale);
  const left = 52 * scale;
  const right = width - labelRoom(series.map(({ label }) => label)) * scale;
  const top = 12;
  const bottom = height - 52 * scale;
  const inset = Math.min(34 * scale, (right - left) / 8);

  const lists = series.flatMap(({ values, control }) =>
    control === null ? [values] : [values, control],
  );
  const [low, high] = extentOf(
    band === null ? lists : [...lists, band.low, band.high],
    [-0.4, 0.4],
  );
  const y = scaleLinear([low, high], [bottom, top]).nice(4);
  const x = placeDoses(doses, props.scale, left + inset, right - inset);
  const order = doses.map((_, index) => index).sort((a, b) => x(a) - x(b));
  const ends = series.flatMap(({ id, label, colour, values }) => {
    const last = lastFinite(order.map((index) => values[index] ?? Number.NaN));
    const at = order[last];
    return at === undefined ? [] : [{ id, label, colour, y: y(values[at] ?? 0) }];
  });

  function point(clientX: number, element: Element) {
    if (doses.length === 0) return;
    props.onChoose(nearestDose(doses.length, x, clientX - element.getBoundingClientRect().left));
  }

  return (
    <div
      ref={ref}
      className="chart chart-interactive"
      role="slider"
      tabIndex={0}
      aria-label="Dose"
      aria-valuemin={1}
      aria-valuemax={Math.max(1, doses.length)}
      aria-valuenow={(chosen ?? 0) + 1}
      aria-valuetext={doseText(doses, series, chosen, unit)}
      onKeyDown={cursorKeys(chosen, doses.length, props.onChoose)}
      onPointerMove={(event) => point(event.clientX, event.currentTarget)}
      onPointerDown={(event) => point(event.clientX, event.currentTarget)}
    >
      {width > 0 && (
        <svg data-chart="" width={width} height={height} aria-hidden="true">
          <OrderedBand band={band} order={order} x={x} y={y} />
          <Rules ticks={y.ticks(4)} y={y} left={left} right={right} unit={axisUnit(unit)} />
          {chosen !== null && chosen < doses.length && (
            <line
              data-screen-only=""
              className="cursor"
              x1={x(chosen)}
              x2={x(chosen)}
              y1={top}
              y2={bottom + 6}
            />
          )}
          {series.map((one) => (
            <Curve key={one.id} series={one} order={order} x={x} y={y} chosen={chosen} />
          ))}
          <DoseTicks
            doses={doses}
            order={order}
            x={x}
            y={bottom + 22 * scale}
            chosen={chosen}
            scale={scale}
          />
          <EndLabels labels={ends} x={right + 8} top={top} bottom={bottom} gap={16 * scale} />
        </svg>
      )}
    </div>
  );
}

/** "σ" of "σ from the lowest dose": an axis has room for the unit alone. */
const axisUnit = (unit: string) => unit.split(" ", 1)[0] ?? unit;

interface OrderedProps {
  /** Indices of the doses from left to right. */
  readonly order: readonly number[];
  readonly x: Place;
  readonly y: Place;
}

function pick(values: ArrayLike<number>, order: readonly number[]): number[] {
  return order.map((index) => values[index] ?? Number.NaN);
}

function OrderedBand({ band, order, x, y }: OrderedProps & { readonly band: Band | null }) {
  if (band === null) return null;
  const place = (rank: number) => x(order[rank] ?? 0);
  return (
    <path className="band" d={bandPath(pick(band.low, order), pick(band.high, order), place, y)} />
  );
}

function Curve(
  props: OrderedProps & { readonly series: DoseSeries; readonly chosen: number | null },
) {
  const { series, order, x, y } = props;
  const place = (rank: number) => x(order[rank] ?? 0);
  return (
    <g>
      {series.control !== null && (
        <path
          className={`line line-control stroke-${series.colour}`}
          d={linePath(pick(series.control, order), place, y)}
        />
      )}
      <path
        className={`line line-thick stroke-${series.colour}`}
        d={linePath(pick(series.values, order), place, y)}
      />
      {order.map((index) => {
        const value = series.values[index] ?? Number.NaN;
        if (!Number.isFinite(value)) return null;
        const radius = index === props.chosen ? 7 : 5;
        return (
          <circle
            key={index}
            className={`point fill-${series.colour}`}
            cx={x(index)}
            cy={y(value)}
            r={radius}
          />
        );
      })}
    </g>
  );
}

/** "the kitchen is burning: afraid +0.48 σ (control +0.17 σ)". */
export function doseText(
  doses: readonly Dose[],
  series: readonly DoseSeries[],
  chosen: number | null,
  unit: string,
): string {
  const dose = chosen === null ? undefined : doses[chosen];
  if (dose === undefined || chosen === null) return "no dose chosen";
  const number = (values: ArrayLike<number>) =>
    `${signed(values[chosen] ?? Number.NaN, 2)} ${unit}`;
  const parts = series.map(({ label, values, control }) =>
    control === null
      ? `${label} ${number(values)}`
      : `${label} ${number(values)} (control ${number(control)})`,
  );
  return `${dose.label}: ${parts.join(", ")}`;
}

import { scaleLinear } from "d3-scale";
import { Rules } from "./Axes.tsx";
import "./chart.css";
import { DoseTicks } from "./DoseTicks.tsx";
import { type Dose, type DoseScale, placeDoses } from "./doseScale.ts";
import { bandPath, extentOf, linePath } from "./paths.ts";
import type { Band, SeriesColour } from "./series.ts";
import { useSize } from "./useSize.ts";

/** One curve with its words over it. */
export interface Panel {
  readonly id: string;
  readonly title: string;
  /** Under the title: what the curve comes to. */
  readonly word: string;
  /** Under the axis: where its numbers come from. */
  readonly note: string;
  /** NaN for doses that are not read. */
  readonly values: ArrayLike<number>;
  readonly control: ArrayLike<number> | null;
  readonly band: Band | null;
}

export interface PanelsChartProps {
  readonly doses: readonly Dose[];
  readonly scale: DoseScale;
  readonly panels: readonly Panel[];
  readonly colour: SeriesColour;
  readonly unit: string;
  /** One sentence that says what it shows. */
  readonly summary: string;
}

/** From this width on, in pixels at usual text, panels stand side by side. */
const SIDE_BY_SIDE = 760;
const HEIGHT = 258;
const GAP = 28;

/** The same doses several times on one scale, side by side, or one below the other where it is narrow. */
export function PanelsChart(props: PanelsChartProps) {
  const { panels } = props;
  const [ref, { width, scale }] = useSize<HTMLDivElement>();
  const columns = width >= SIDE_BY_SIDE * scale ? panels.length : 1;
  const rows = Math.ceil(panels.length / Math.max(1, columns));
  const height = Math.round(HEIGHT * scale);
  const room = (width - GAP * (columns - 1)) / Math.max(1, columns);
  const lists = panels.flatMap(({ values, control, band }) => [
    values,
    ...(control === null ? [] : [control]),
    ...(band === null ? [] : [band.low, band.high]),
  ]);
  const extent = extentOf(lists, [-0.4, 0.4]);
  return (
    <div ref={ref} className="chart">
      {width > 0 && (
        <svg
          data-chart=""
          width={width}
          height={rows * height}
          role="img"
          aria-label={props.summary}
        >
          {panels.map((panel, index) => (
            <OnePanel
              key={panel.id}
              {...props}
              panel={panel}
              extent={extent}
              left={(index % columns) * (room + GAP)}
              top={Math.floor(index / columns) * height}
              width={room}
              height={height}
              text={scale}
            />
          ))}
        </svg>
      )}
    </div>
  );
}

interface OnePanelProps extends PanelsChartProps {
  readonly panel: Panel;
  readonly extent: readonly [number, number];
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Root font size over 16. */
  readonly text: number;
}

function OnePanel(props: OnePanelProps) {
  const { panel, doses, colour, left, width, text } = props;
  const top = props.top + 52 * text;
  const bottom = props.top + props.height - 72 * text;
  const plot = left + 44 * text;
  const inset = Math.min(38 * text, width / 8);
  const y = scaleLinear([...props.extent], [bottom, top]).nice(4);
  const x = placeDoses(doses, props.scale, plot + inset, left + width - inset);
  const order = doses.map((_, index) => index).sort((a, b) => x(a) - x(b));
  const place = (rank: number) => x(order[rank] ?? 0);
  const sorted = (values: ArrayLike<number>) => order.map((index) => values[index] ?? Number.NaN);
  return (
    <g>
      <text className="panel-title" x={left} y={props.top + 16 * text}>
        {panel.title}
      </text>
      <text className="panel-word" x={left} y={props.top + 35 * text}>
        {panel.word}
      </text>
      {panel.band !== null && (
        <path
          className="band"
          d={bandPath(sorted(panel.band.low), sorted(panel.band.high), place, y)}
        />
      )}
      <Rules ticks={y.ticks(4)} y={y} left={plot} right={left + width} unit={props.unit} />
      {panel.control !== null && (
        <path
          className={`line line-control stroke-${colour}`}
          d={linePath(sorted(panel.control), place, y)}
        />
      )}
      <path
        className={`line line-thick stroke-${colour}`}
        d={linePath(sorted(panel.values), place, y)}
      />
      {order.map((index) => {
        const value = panel.values[index] ?? Number.NaN;
        if (!Number.isFinite(value)) return null;
        return (
          <circle
            key={index}
            className={`point fill-${colour}`}
            cx={x(index)}
            cy={y(value)}
            r={4}
          />
        );
      })}
      <DoseTicks
        doses={doses}
        order={order}
        x={x}
        y={bottom + 20 * text}
        chosen={null}
        scale={text}
      />
      <text x={left} y={props.top + props.height - 18 * text}>
        {panel.note}
      </text>
    </g>
  );
}

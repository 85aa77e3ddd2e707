import {
  IntervalChart,
  type IntervalRow,
  type IntervalSeries,
} from "../../charts/IntervalChart.tsx";
import { type CheerSummary, sentence } from "./summary.ts";

const SERIES: readonly IntervalSeries[] = [
  { id: "risky", label: "where harm is possible", colour: "c1", shape: "dot" },
  { id: "harmless", label: "where it is not", colour: "c3", shape: "ring" },
];

/** Both hypotheses in one picture: cheer above, the brake below, each telling beside its twin. */
export function Figure({ summary }: { readonly summary: CheerSummary }) {
  const { risky } = summary.bands;
  const rows = summary.directions.map(
    ({ name, whole, risky: harm, harmless }): IntervalRow => ({
      id: name,
      label: name,
      strong: whole,
      marks: [harm, harmless],
    }),
  );
  return (
    <IntervalChart
      series={SERIES}
      rows={rows}
      band={{ ...risky, label: "random directions, where harm is possible" }}
      axis="change of the log odds of going ahead, nats"
      summary={sentence(summary)}
    />
  );
}

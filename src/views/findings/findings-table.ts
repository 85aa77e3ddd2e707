import type { TableData } from "../../charts/export.ts";
import type { ClaimRow } from "../../experiments/collect.ts";

/** Claims × models, one row each. */
export function findingsTable(rows: readonly ClaimRow[]): TableData {
  return {
    columns: [
      "experiment",
      "claim",
      "paper",
      "model",
      "measure",
      "value",
      "low",
      "high",
      "unit",
      "p",
      "verdict",
    ],
    rows: rows.flatMap(({ experiment, claim, paper, models }) =>
      models.map(({ name, finding: { measure, estimate, p, verdict } }) => [
        experiment.name,
        claim,
        paper ?? "",
        name,
        measure,
        estimate.value,
        estimate.low,
        estimate.high,
        estimate.unit,
        p ?? "",
        verdict,
      ]),
    ),
  };
}

import { groups } from "d3-array";
import { fileName, saveFile, toCsv } from "../../charts/export.ts";
import type { ClaimRow } from "../../experiments/collect.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Caveat } from "../../ui/Caveat.tsx";
import { day } from "../../ui/format.ts";
import { Notice } from "../../ui/Notice.tsx";
import { estimateText } from "../experiments/FindingList.tsx";
import { VerdictMark } from "../experiments/VerdictMark.tsx";
import "../experiments/experiments.css";
import { ABOUT_HREF, experimentHref } from "../links.ts";
import { PageLayout } from "../shell/PageLayout.tsx";
import "./findings.css";
import { findingsTable } from "./findings-table.ts";
import { useFindings } from "./useFindings.ts";

/** One row a claim: the paper's figure, ours with its interval, the verdict in a word. */
export function FindingsPage() {
  const found = useFindings();
  return (
    <PageLayout
      className="findings"
      headline="What held up in these models?"
      lead="Each claim of the research, held against the runs that are recorded with this site. The words are made from the numbers."
    >
      {found === "failed" && (
        <Notice kind="error">
          The recorded runs could not be fetched. Reload the page to try again.
        </Notice>
      )}
      {found === "waiting" && <p role="status">The recorded runs are read …</p>}
      {typeof found !== "string" && (
        <>
          <div className="findings-tools no-print">
            <Button
              kind="link"
              onClick={() =>
                saveFile(
                  fileName("findings", "csv"),
                  new Blob([toCsv(findingsTable(found))], { type: "text/csv" }),
                )
              }
            >
              CSV
            </Button>
          </div>
          {groups(found, (row) => row.experiment).map(([experiment, rows]) => (
            <Card
              key={experiment.name}
              title={experiment.title}
              aside={
                <>
                  {recordedDays(rows)} ·{" "}
                  <a href={experimentHref(experiment.name)}>look at it, run it</a>
                </>
              }
            >
              <ul className="findings-claims">
                {rows.map((row) => (
                  <Claim key={row.models[0]?.finding.id} row={row} />
                ))}
              </ul>
            </Card>
          ))}
        </>
      )}
      <Caveat aboutHref={ABOUT_HREF} />
    </PageLayout>
  );
}

function Claim({ row }: { readonly row: ClaimRow }) {
  const { claim, paper, models } = row;
  return (
    <li>
      <h3>{claim}</h3>
      {paper !== null && (
        <p className="findings-paper">In the paper: {paper.replace(/\.$/, "")}.</p>
      )}
      <ul className="findings-models">
        {models.map(({ id, name, finding }) => (
          <li key={id}>
            <div className="findings-head">
              <VerdictMark verdict={finding.verdict} />
              <b>{name}</b>
              <span className="number">{estimateText(finding)}</span>
            </div>
            <p>
              {finding.measure}. {finding.because}
            </p>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** “recorded on 25 Nov 2026”. */
function recordedDays(rows: readonly ClaimRow[]): string {
  const days = new Set(rows.flatMap(({ models }) => models.map(({ date }) => day(date))));
  return `recorded on ${[...days].join(", ")}`;
}

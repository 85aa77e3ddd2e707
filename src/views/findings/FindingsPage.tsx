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
          {found.map((row) => (
            <Claim key={`${row.experiment.name} ${row.models[0]?.finding.id}`} row={row} />
          ))}
        </>
      )}
      <Caveat aboutHref={ABOUT_HREF} />
    </PageLayout>
  );
}

function Claim({ row }: { readonly row: ClaimRow }) {
  const { experiment, claim, paper, models } = row;
  return (
    <Card
      title={claim}
      aside={<a href={experimentHref(experiment.name)}>Run it: {experiment.title}</a>}
    >
      <p className="note">In the paper: {paper ?? "no figure is given."}</p>
      <ul className="findings-models">
        {models.map(({ id, name, date, finding }) => (
          <li key={id}>
            <div className="findings-head">
              <b>{name}</b>
              <VerdictMark verdict={finding.verdict} />
              <span className="number">{estimateText(finding)}</span>
            </div>
            <p>
              {finding.measure}. {finding.because}{" "}
              <span className="note">Recorded {day(date)}.</span>
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

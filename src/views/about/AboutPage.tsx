import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import type { ValidationReport } from "../../core/validation/report.ts";
import { Caveat } from "../../ui/Caveat.tsx";
import "./about.css";
import { AccuracyFigure } from "./AccuracyFigure.tsx";
import { Contents } from "./Contents.tsx";
import { GlossaryList } from "./GlossaryList.tsx";
import { Licences } from "./Licences.tsx";
import { Limits } from "./Limits.tsx";
import { Method } from "./Method.tsx";
import { Residual } from "./Residual.tsx";
import { Sources } from "./Sources.tsx";

export interface AboutPageProps {
  /** The chosen model's validation report; null where there is none. */
  readonly report: ValidationReport | null;
  /** Those of all models that come with one. */
  readonly reports: readonly ValidationReport[];
}

const SECTIONS = [
  { id: "residual", title: "The residual stream" },
  { id: "method", title: "How the directions were found" },
  { id: "limits", title: "What this shows, and what it does not" },
  { id: "glossary", title: "Glossary" },
  { id: "sources", title: "Sources" },
  { id: "privacy", title: "Privacy and licences" },
] as const;

/** What is measured here, how, what it means, and what it must not be taken for. */
export function AboutPage({ report, reports }: AboutPageProps) {
  return (
    <article className="prose">
      <h1>What you are looking at</h1>
      <p className="lead">
        A small language model runs in this page. Some directions inside it follow the emotions of
        the texts that it reads. Moodring shows those directions at work, and lets you push on them.
      </p>
      <Contents sections={SECTIONS} />
      <Caveat />
      <Residual id="residual" />
      <Method id="method" report={report} />
      <AccuracyFigure report={report} reports={reports} />
      <Limits id="limits" />
      <GlossaryList id="glossary" />
      <Sources id="sources" />
      <Licences id="privacy" />
    </article>
  );
}

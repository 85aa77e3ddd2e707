import { MODELS } from "../../content/models.ts";
import type { ValidationReport } from "../../core/validation/report.ts";
import { useApp } from "../../state/react.ts";
import { AboutPage } from "../about/AboutPage.tsx";

/** Reports of the shipped models, by the path of their file; part of this page's code. */
const REPORTS = import.meta.glob<ValidationReport>("../../../models/*/validation.json", {
  eager: true,
  import: "default",
});

const reportOf = (model: string) => REPORTS[`../../../models/${model}/validation.json`] ?? null;

/** In the order of the list of models. */
const ALL = MODELS.flatMap(({ id }) => reportOf(id) ?? []);

/** About, with the figures of the model that is chosen. */
export function About() {
  const model = useApp(({ settings }) => settings.model);
  const report = reportOf(model);
  return <AboutPage report={report} reports={ALL} />;
}

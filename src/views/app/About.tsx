import type { ValidationReport } from "../../core/validation/report.ts";
import { useApp } from "../../state/react.ts";
import { AboutPage } from "../about/AboutPage.tsx";

/** Reports of the shipped models, by the path of their file; part of this page's code. */
const REPORTS = import.meta.glob<ValidationReport>("../../../models/*/validation.json", {
  eager: true,
  import: "default",
});

/** About, with the figures of the model that is chosen. */
export function About() {
  const model = useApp(({ settings }) => settings.model);
  const report = REPORTS[`../../../models/${model}/validation.json`] ?? null;
  return <AboutPage report={report} />;
}

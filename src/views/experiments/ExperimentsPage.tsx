import { useApp } from "../../state/react.ts";
import { Caveat } from "../../ui/Caveat.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ABOUT_HREF, experimentHref, pageHref } from "../links.ts";
import { PageLayout } from "../shell/PageLayout.tsx";
import { ExperimentView } from "./ExperimentView.tsx";
import "./experiments.css";
import { useExperiments } from "./useExperiments.ts";

/** All experiments, or the one that is open. */
export function ExperimentsPage() {
  const experiments = useExperiments();
  const name = useApp(({ settings }) => settings.experiment.name);
  if (experiments === "waiting") return <div className="page-waiting" />;
  if (experiments === "failed") {
    return (
      <PageLayout headline="Experiments" lead="They could not be fetched.">
        <Notice kind="error">Is there a network? Reload the page to try again.</Notice>
      </PageLayout>
    );
  }
  const open = experiments.find((one) => one.name === name);
  if (open !== undefined) return <ExperimentView key={open.name} experiment={open} />;
  return (
    <PageLayout
      headline="Does it hold when you test it?"
      lead="Claims about emotion vectors, each as an experiment with its controls. Look at what was recorded here, then run it yourself."
    >
      {name !== "" && (
        <Notice kind="warning">
          There is no experiment “{name}” here. These are the ones there are.
        </Notice>
      )}
      <ul className="experiment-list">
        {experiments.map((one) => (
          <li key={one.name} className="card">
            <a href={experimentHref(one.name)}>
              <h2>{one.title}</h2>
            </a>
            <p>{one.question}</p>
          </li>
        ))}
      </ul>
      <p>
        What they found, claim by claim: <a href={pageHref("findings")}>Findings</a>.
      </p>
      <Caveat aboutHref={ABOUT_HREF} />
    </PageLayout>
  );
}

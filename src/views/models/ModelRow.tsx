import { parseModelRef } from "../../core/model-ref.ts";
import { useApp } from "../../state/react.ts";
import { Button } from "../../ui/Button.tsx";
import { megabytes } from "../../ui/format.ts";
import { useControllers } from "../controllers.ts";
import { type CatalogueRow, FAMILY_NAMES, memorySize } from "./catalogue-rows.ts";
import { LoadProgressLine } from "./LoadProgressLine.tsx";
import { Mark } from "./Mark.tsx";

/** One model of the list: what it is, what it takes, and the button that brings it. */
export function ModelRow({ model, verdict, kept }: CatalogueRow) {
  const { model: controller } = useControllers();
  const chosen = useApp(({ settings, ownFiles }) => {
    return settings.model === model.id && ownFiles === null;
  });
  const hub = useApp(({ settings }) => settings.hub);
  const kind = useApp((state) => state.model.kind);
  const loading = chosen && kind === "loading";
  const running = chosen && kind === "ready";
  const busy = kind === "loading";
  const load = () => {
    const ref = parseModelRef(model.id);
    if (ref !== null) void controller.choose(ref);
  };
  return (
    <li className="model-row" aria-current={running ? "true" : undefined}>
      <div className="model-row-head">
        <h3>{model.name}</h3>
        <span className="model-row-kind">
          {FAMILY_NAMES[model.family] ?? model.family} · {model.layers} layers ·{" "}
          {model.quantisation}
        </span>
      </div>
      <p className="model-row-facts">
        <span>
          {model.bytes === null ? "Size told by the hub" : `${megabytes(model.bytes)} to download`}
        </span>
        <span>{memorySize(verdict.memoryBytes)} of memory</span>
        <span>
          <a href={model.licence.url} rel="noreferrer">
            {model.licence.name}
          </a>
          {model.licence.gated && ", on acceptance of its terms"}
        </span>
        <span>
          {model.repo === null
            ? "from this site"
            : `from ${model.repo} on ${hub === null ? "the hub" : new URL(hub).host}`}
        </span>
      </p>
      <p className="model-row-marks">
        {running && <Mark kind="good">Running</Mark>}
        {kept !== null && (
          <Mark kind="good">
            {kept.complete ? "Kept in this browser" : `${megabytes(kept.bytes)} kept, not finished`}
          </Mark>
        )}
        <Mark kind={model.vectors ? "good" : "plain"}>
          {model.vectors
            ? "Emotion vectors included"
            : "Emotion vectors have to be built here, in an hour or more"}
        </Mark>
        {verdict.verdict === "fits" && <Mark kind="plain">Fits in a page</Mark>}
        {verdict.verdict === "tight" && <Mark kind="warn">Memory may be short</Mark>}
        {verdict.verdict === "too-large" && <Mark kind="bad">Too large for a page</Mark>}
      </p>
      {verdict.verdictReason !== undefined && (
        <p className="model-row-reason">{verdict.verdictReason}</p>
      )}
      {loading ? (
        <LoadProgressLine name={model.name} />
      ) : (
        <div className="model-row-act">
          <Button
            small
            kind={chosen && !running ? "primary" : "plain"}
            disabled={busy || running || verdict.verdict === "too-large"}
            aria-label={`${actionOf(kept)} ${model.name}`}
            onClick={load}
          >
            {running ? "In use" : actionOf(kept)}
          </Button>
        </div>
      )}
    </li>
  );
}

function actionOf(kept: CatalogueRow["kept"]): string {
  if (kept === null) return "Download and load";
  return kept.complete ? "Load" : "Resume";
}

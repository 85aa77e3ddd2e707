import { useMemo } from "react";
import { failureText } from "../../content/messages.ts";
import type { Experiment } from "../../experiments/contract.ts";
import { type Field, readSettings } from "../../experiments/fields.ts";
import { factsOf } from "../../state/controllers/experiment-controller.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import { readingModel } from "../../state/slices/model-slice.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { day } from "../../ui/format.ts";
import { Notice } from "../../ui/Notice.tsx";
import { Progress } from "../../ui/Progress.tsx";
import { RecordedBadge } from "../../ui/RecordedBadge.tsx";
import { useControllers } from "../controllers.ts";
import { LoadButton } from "../steer/LoadButton.tsx";
import { SettingField } from "./SettingField.tsx";

/** What the run on screen is, what can be set, and how to run it. */
export function RunCard({ experiment }: { readonly experiment: Experiment }) {
  const store = useAppStore();
  const controllers = useControllers();
  const state = useApp(({ experiment: shown }) => shown);
  const given = useApp(({ settings }) => settings.experiment.given);
  const manifest = useApp((app) => app.manifest);
  const running = useApp(readingModel);
  const facts = useMemo(() => factsOf(running), [running]);
  const layersOf = facts ?? (manifest && { layers: manifest.points - 1, vectors: manifest });
  const { settings, problems } =
    layersOf === null
      ? { settings: {}, problems: [] }
      : readSettings(experiment.fields, given, layersOf);
  const fault = facts === null ? null : experiment.fault(settings, facts);
  const items = facts === null ? null : experiment.items(settings, facts).length;
  const busy = state.status === "running";
  return (
    <Card title="Run it">
      <Origin experiment={experiment} />
      {problems.map((problem) => (
        <Notice key={problem} kind="warning">
          {problem} The usual value is used.
        </Notice>
      ))}
      {layersOf !== null &&
        Object.entries(experiment.fields).map(([key, field]) => (
          <SettingField
            key={key}
            field={field}
            value={settings[key] ?? ""}
            model={layersOf}
            disabled={busy}
            onChange={(text) => {
              const { [key]: _, ...others } = given;
              store.getState().editExperiment(text === "" ? others : { ...others, [key]: text });
            }}
          />
        ))}
      {fault !== null && <Notice kind="warning">{fault}</Notice>}
      <Failure experiment={experiment} />
      {busy ? (
        <Running />
      ) : facts === null ? (
        <LoadButton primary />
      ) : (
        <Button kind="primary" disabled={fault !== null} onClick={controllers.experiment.run}>
          {state.status === "stopped" || state.status === "failed" ? "Go on" : `Run ${items} items`}
        </Button>
      )}
    </Card>
  );
}

/** Where the numbers on screen come from. */
function Origin({ experiment }: { readonly experiment: Experiment }) {
  const { header, recorded, status, rows } = useApp((app) => app.experiment);
  if (header === null) return null;
  const settings = Object.entries(header.settings).flatMap(([key, value]) => {
    const field = experiment.fields[key];
    return field === undefined ? [] : (settingText(field, value) ?? []);
  });
  return (
    <div className="experiment-origin">
      {recorded ? (
        <RecordedBadge date={header.date} model={header.model.name} />
      ) : (
        <span>
          {status === "done" ? "Run" : `${rows.size} of ${header.items} items run`} on this device
          on {day(header.date)} with {header.model.name}
        </span>
      )}
      <span className="note">
        {[...(recorded ? [header.machine] : []), ...settings].join(" · ")}
      </span>
    </div>
  );
}

/** “layer 16”, “pairs: for testing”; null for a text that is empty or too long to repeat. */
function settingText(field: Field, value: string | number): string | null {
  const label = field.label.toLowerCase();
  if (field.kind === "choice") {
    const option = field.options.find((one) => one.value === value);
    return `${label}: ${option?.label ?? value}`;
  }
  if (field.kind !== "text") return `${label} ${value}`;
  return value === "" || String(value).length > 60 ? null : `${label}: “${value}”`;
}

function Running() {
  const { experiment: controller } = useControllers();
  const { header, rows, startedAt } = useApp((app) => app.experiment);
  const total = header?.items ?? 0;
  const done = rows.size;
  const seconds = (performance.now() - startedAt) / 1000;
  return (
    <Progress
      label="Running"
      done={done}
      total={total}
      text={`${done} of ${total} items`}
      secondsLeft={done > 1 ? (seconds / done) * (total - done) : null}
      onCancel={controller.stop}
    />
  );
}

function Failure({ experiment }: { readonly experiment: Experiment }) {
  const { failure, rows, header } = useApp((app) => app.experiment);
  if (failure === null || header?.experiment !== experiment.name) return null;
  const { title, advice } = failureText(failure);
  return (
    <Notice kind="error">
      <b>{title}.</b> {failure.message} {advice} The {rows.size} items that are done stay here.
    </Notice>
  );
}

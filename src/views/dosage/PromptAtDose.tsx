import { useState } from "react";
import { failureText, unreadMessage } from "../../content/messages.ts";
import { fillTemplate } from "../../content/template.ts";
import { type Direction, directionLabel, type Emotion } from "../../core/emotions.ts";
import { useApp } from "../../state/react.ts";
import { readingModel } from "../../state/slices/model-slice.ts";
import { Card } from "../../ui/Card.tsx";
import { DIRECTION_GROUPS } from "../../ui/choices.ts";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { Select } from "../../ui/Select.tsx";
import { useControllers } from "../controllers.ts";
import type { DosageView } from "./dosage-view.ts";
import { withUnit } from "./dose-order.ts";
import { PromptTokens } from "./PromptTokens.tsx";

export interface PromptAtDoseProps {
  readonly view: DosageView;
  readonly lead: Emotion | null;
  readonly chosen: number | null;
}

/** What colours the tokens: an axis where the feeling is the upper end of one. */
export function usualDirection(lead: Emotion | null): Direction {
  if (lead === null || lead === "afraid" || lead === "calm") return "afraid-calm";
  if (lead === "desperate") return "desperate-calm";
  if (lead === "happy" || lead === "sad") return "happy-sad";
  return lead;
}

/** The prompt at the dose under the pointer, each token in its colour. */
export function PromptAtDose({ view, lead, chosen }: PromptAtDoseProps) {
  const { dosage } = useControllers();
  const model = useApp(readingModel) !== null;
  const [picked, setPicked] = useState<Direction | null>(null);
  const { spec, open } = view;
  const dose = chosen === null ? undefined : spec.doses[chosen];
  if (chosen === null || dose === undefined || view.faults.template !== null) return null;
  const line = open?.line ?? "template";
  const words = fillTemplate(line === "template" ? spec.template : spec.control, dose);
  const direction = picked ?? usualDirection(lead);
  const run = open?.index === chosen ? open.run : null;
  const failure = open?.index === chosen ? open.failure : null;
  return (
    <Card
      className="dosage-prompt"
      title={`At “${withUnit(dose, spec.situation?.unit ?? "")}”`}
      controls={
        <span className="dosage-controls quiet-in-present">
          {view.faults.control === null && (
            <SegmentedControl
              label="Which sentence"
              value={line}
              segments={[
                { id: "template", label: "the sentence" },
                { id: "control", label: "its control" },
              ]}
              onChange={(id) => dosage.open(id, chosen)}
            />
          )}
          <Select
            label="Colour by"
            value={direction}
            groups={DIRECTION_GROUPS}
            onChange={setPicked}
          />
        </span>
      }
      aside={`dose ${chosen + 1} of ${spec.doses.length}`}
    >
      <PromptTokens run={run} words={words} direction={direction} layer={view.layer} />
      {failure !== null && (
        <p className="dosage-quiet" role="status">
          {failureText(failure).title}. {failure.message}
        </p>
      )}
      <p className="dosage-quiet" hidden={failure !== null}>
        {run === null || run.rows.count === 0
          ? model
            ? "Choose a dose on the chart: its prompt is read here, token by token."
            : "Once the model is loaded, the prompt is read here, token by token."
          : `Coloured by ${directionLabel(direction)}, from pale (low) to dark red (high), in σ of single tokens, mean of the last five.`}
        {spec.at === "last" && " The curve is read at the last token, where the reply is prepared."}
      </p>
      {run !== null && run.unread > 0 && (
        <p className="dosage-quiet">{unreadMessage(run.tokens.length, run.unread)}</p>
      )}
    </Card>
  );
}

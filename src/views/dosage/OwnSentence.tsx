import { useState } from "react";
import { templateMessage } from "../../content/messages.ts";
import { parseDoses } from "../../content/template.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import type { DoseFaults } from "../../state/specs.ts";
import { Card } from "../../ui/Card.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useHidden } from "../useHidden.ts";
import { doseNotes, formatDoses, meansDoses } from "./own-doses.ts";

/** Faults that belong to the doses field; the others are the sentence's. */
const DOSE_FAULTS: ReadonlySet<string> = new Set(["no-doses", "too-many-doses", "dose-too-long"]);

/** The user's own sentence, doses and control. What is wrong is said where it was typed. */
export function OwnSentence({ faults }: { readonly faults: DoseFaults }) {
  const store = useAppStore();
  const { template, control } = useApp(({ settings }) => settings.dosage);
  const hidden = useHidden();
  const { editDosage } = store.getState();
  const fault = faults.template;
  const ofDoses = fault !== null && DOSE_FAULTS.has(fault);
  return (
    <Card title="Your own sentence" aside="nothing that you type leaves this device">
      <div className="dosage-own">
        <TextField
          label="Sentence with {X} where the dose goes"
          value={template}
          rows={2}
          onChange={(text) => editDosage({ template: text })}
          error={fault !== null && !ofDoses ? templateMessage(fault, "template") : null}
        />
        {!hidden("doses") && (
          <DosesField error={ofDoses ? templateMessage(fault, "template") : null} />
        )}
        {!hidden("control") && (
          <TextField
            label="Control: the same doses and no danger"
            value={control}
            rows={2}
            onChange={(text) => editDosage({ control: text })}
            hint={
              faults.control === "empty-template"
                ? templateMessage("empty-template", "control")
                : null
            }
            error={
              faults.control !== null && faults.control !== "empty-template"
                ? templateMessage(faults.control, "control")
                : null
            }
          />
        )}
      </div>
    </Card>
  );
}

/** Keeps the text as typed ("1, 2, "), as long as it stands for the doses that are set. */
function DosesField({ error }: { readonly error: string | null }) {
  const store = useAppStore();
  const doses = useApp(({ settings }) => settings.dosage.doses);
  const [typed, setTyped] = useState(() => formatDoses(doses));
  const text = meansDoses(typed, doses) ? typed : formatDoses(doses);
  const notes = doseNotes(text);
  return (
    <TextField
      label="Doses"
      value={text}
      rows={2}
      onChange={(value) => {
        setTyped(value);
        store.getState().editDosage({ doses: parseDoses(value).doses });
      }}
      hint={notes.length > 0 ? notes.join(" ") : "Numbers or words, with commas or a line each."}
      error={error}
    />
  );
}

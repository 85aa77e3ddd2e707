import { MAX_TERMS, type SteerTerm } from "../../core/steering.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Select } from "../../ui/Select.tsx";
import { Slider } from "../../ui/Slider.tsx";
import { Unit } from "../shell/Unit.tsx";
import { addable, added, turned, withTerms } from "./term-edits.ts";
import { useEditSteer, useSteerSettings } from "./useSteer.ts";

const NONE = "";

/** One to three emotions and how strongly each is added. */
export function TermsCard() {
  const { terms, direction } = useSteerSettings();
  const edit = useEditSteer();
  const put = (next: readonly SteerTerm[]) => edit(withTerms({ terms, direction }, next));
  const choices = addable(terms);
  return (
    <Card
      title="Feelings"
      className="steer-terms"
      aside={<Unit entry="alpha">share of the residual’s length</Unit>}
    >
      {terms.map(({ emotion, alpha }) => (
        <div key={emotion} className="steer-term">
          <Slider
            label={emotion}
            value={alpha}
            unit="of the residual’s length"
            onChange={(value) => put(turned(terms, emotion, value))}
          />
          <Button
            kind="icon"
            className="steer-remove quiet-in-present"
            aria-label={`Remove ${emotion}`}
            title={`Remove ${emotion}`}
            onClick={() => put(terms.filter((term) => term.emotion !== emotion))}
          >
            ✕
          </Button>
        </div>
      ))}
      {terms.length === 0 && <p className="steer-quiet">Nothing is added yet.</p>}
      <div className="button-group steer-term-buttons">
        {terms.length < MAX_TERMS && (
          <Select
            label="Add a feeling"
            value={NONE}
            groups={[
              { options: [{ id: NONE, label: "Add a feeling" }] },
              { label: "Emotions", options: choices.map((id) => ({ id, label: id })) },
            ]}
            onChange={(id) => {
              const emotion = choices.find((one) => one === id);
              if (emotion !== undefined) put(added(terms, emotion));
            }}
          />
        )}
        <Button
          disabled={terms.every(({ alpha }) => alpha === 0)}
          onClick={() => put(terms.map((term) => ({ ...term, alpha: 0 })))}
        >
          Reset
        </Button>
      </div>
    </Card>
  );
}

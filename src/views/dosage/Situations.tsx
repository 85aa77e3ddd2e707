import {
  findSituation,
  OWN_SITUATION,
  SITUATIONS,
  type Situation,
} from "../../content/situations.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import { PillGroup } from "../../ui/PillGroup.tsx";
import { useHidden } from "../useHidden.ts";

const pillsOf = (kind: Situation["kind"]) =>
  SITUATIONS.filter((situation) => situation.kind === kind).map(({ id, title }) => ({
    id,
    label: title,
  }));

const ROWS = [
  { name: "in words", label: "Situations in words", pills: pillsOf("words") },
  { name: "in numbers", label: "Situations in numbers", pills: pillsOf("number") },
] as const;

const OWN_PILL = { id: OWN_SITUATION, label: "Your own" };

/** What can be asked, as pills: ladders in words, the paper's numbers, and one's own. Pairs have a card. */
export function Situations() {
  const store = useAppStore();
  const chosen = useApp(({ settings }) => settings.dosage.situation);
  const hidden = useHidden();
  const note = findSituation(chosen)?.note;
  if (hidden("examples")) return null;
  return (
    <div className="dosage-situations">
      {ROWS.map(({ name, label, pills }, row) => (
        <div key={name} className="dosage-row">
          <span className="dosage-row-name" aria-hidden="true">
            {name}
          </span>
          <PillGroup
            label={label}
            pills={row === ROWS.length - 1 && !hidden("own") ? [...pills, OWN_PILL] : pills}
            pressed={chosen}
            onPress={(id) => store.getState().applySituation(id)}
          />
        </div>
      ))}
      {note !== undefined && <p className="dosage-note">{note}</p>}
    </div>
  );
}

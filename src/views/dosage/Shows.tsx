import type { Emotion } from "../../core/emotions.ts";
import type { DoseSummary } from "../../state/dose-summary.ts";
import { doseHeadline, doseSentence, pText, signedNumber } from "../../state/dose-words.ts";
import { Card } from "../../ui/Card.tsx";
import { signed } from "../../ui/format.ts";
import { Table } from "../../ui/Table.tsx";
import { Unit } from "../shell/Unit.tsx";
import type { DosageNumbers, DosageView } from "./dosage-view.ts";
import { FeelingButton } from "./FeelingButton.tsx";
import { runVerdict } from "./verdict-words.ts";

export interface ShowsProps {
  readonly view: DosageView;
  readonly numbers: DosageNumbers;
  /** The feeling whose figures stand under the verdict. */
  readonly lead: Emotion | null;
  readonly onLead: (emotion: Emotion) => void;
}

/** The verdict in large type, its figures under it, the drawn feelings in a small table, and what it comes to in words. */
export function Shows({ view, numbers, lead, onLead }: ShowsProps) {
  const summary = numbers.shown.find(({ emotion }) => emotion === lead) ?? numbers.shown[0];
  if (!view.hasPoints || summary === undefined) {
    return (
      <Card title="What it shows">
        <p className="dosage-quiet">The numbers come with the curves.</p>
      </Card>
    );
  }
  const headline = doseHeadline(numbers.expected);
  return (
    <Card title="What it shows">
      <p className="dosage-verdict">
        {runVerdict(numbers.expected.length > 0 ? numbers.expected : [summary])}
      </p>
      <p className="dosage-figures">
        <b className="number">{`ρ ${bigRho(summary)}`}</b> <span>{leadLabel(summary)}</span>
      </p>
      <Table
        caption="The feelings that are drawn"
        captionHidden
        columns={[
          "feeling",
          <Unit key="s" entry="story-sigma">
            first → last, σ
          </Unit>,
          <Unit key="r" entry="rho">
            ρ
          </Unit>,
          <Unit key="c" entry="control">
            control ρ
          </Unit>,
        ]}
        rows={numbers.shown.map((one) => [
          <FeelingButton
            key="f"
            emotion={one.emotion}
            pressed={one.emotion === summary.emotion}
            onPress={onLead}
          />,
          one.verdict === "waiting"
            ? "…"
            : `${signed(one.curve.first, 2)}\u00a0→\u00a0${signed(one.curve.last, 2)}`,
          rhoText(one.curve.rho),
          one.control === null ? "–" : rhoText(one.control.rho),
        ])}
      />
      <div className="note dosage-words" aria-live="polite">
        {headline !== "" && <p className="dosage-headline">{headline}</p>}
        {numbers.shown.map((one) => (
          <p key={one.emotion}>{doseSentence(one)}</p>
        ))}
      </div>
    </Card>
  );
}

/** A correlation, or a dash where one dose or a flat curve has none. */
export function rhoText(rho: number): string {
  return Number.isNaN(rho) ? "–" : signedNumber(rho);
}

function bigRho({ verdict, curve }: DoseSummary): string {
  return verdict === "waiting" ? "…" : rhoText(curve.rho);
}

/** "afraid, p = .017", or why there is none yet. */
function leadLabel({ emotion, curve, doses, verdict }: DoseSummary): string {
  if (verdict === "waiting") return `${emotion}, being read`;
  if (doses < 2) return `${emotion}: one dose has no order`;
  if (Number.isNaN(curve.rho)) return `${emotion} does not move`;
  return `${emotion}, ${pText(curve.p)}`;
}

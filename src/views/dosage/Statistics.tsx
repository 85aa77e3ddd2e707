import type { DoseSummary } from "../../state/dose-summary.ts";
import { FOLLOW_RULE } from "../../state/dose-summary.ts";
import { pText, signedNumber } from "../../state/dose-words.ts";
import { Card } from "../../ui/Card.tsx";
import { signed } from "../../ui/format.ts";
import { Table } from "../../ui/Table.tsx";
import { Unit } from "../shell/Unit.tsx";
import type { DosageNumbers, DosageView } from "./dosage-view.ts";
import { rhoText } from "./Shows.tsx";
import { VerdictWord } from "./VerdictWord.tsx";

/** "up, says the paper". */
export function expectationText(
  { expected }: Pick<DoseSummary, "expected">,
  by: "paper" | "us" | undefined,
): string {
  if (expected === null) return "–";
  return `${expected === "up" ? "↑ up" : "↓ down"}, ${by === "paper" ? "the paper" : "plain sense"}`;
}

/** Every number of the drawn and the expected feelings, each with its control and its verdict. */
export function Statistics({
  view,
  numbers,
}: {
  readonly view: DosageView;
  readonly numbers: DosageNumbers;
}) {
  if (!view.hasPoints) return null;
  const drawn = new Set(numbers.shown.map(({ emotion }) => emotion));
  const rows = [...numbers.shown, ...numbers.expected.filter(({ emotion }) => !drawn.has(emotion))];
  const by = view.spec.situation?.expectedBy;
  return (
    <Card
      title="Feeling by feeling"
      aside={`layer ${view.layer}, ${count(view.spec.doses.length)}`}
    >
      <div className="dosage-wide">
        <Table
          caption="Statistics of every feeling"
          captionHidden
          columns={[
            "feeling",
            "expected",
            "verdict",
            <Unit key="s" entry="story-sigma">
              rise, σ
            </Unit>,
            <Unit key="r" entry="rho">
              ρ
            </Unit>,
            <Unit key="p" entry="p-value">
              p
            </Unit>,
            <Unit key="e" entry="effect">
              band widths
            </Unit>,
            <Unit key="c" entry="control">
              control: rise, ρ
            </Unit>,
          ]}
          texts={[1, 2]}
          rows={rows.map((one) => [
            one.emotion,
            expectationText(one, by),
            <VerdictWord key="v" summary={one} />,
            signed(one.curve.rise, 2),
            rhoText(one.curve.rho),
            Number.isNaN(one.curve.p) ? "–" : pText(one.curve.p).replace(/^p (= )?/, ""),
            Number.isNaN(one.curve.effect) ? "–" : signedNumber(one.curve.effect, 1),
            one.control === null
              ? "–"
              : `${signed(one.control.rise, 2)}, ${rhoText(one.control.rho)}`,
          ])}
        />
      </div>
      <p className="dosage-rule">
        “Follows” means: |ρ| of {FOLLOW_RULE.rho} or more with p below {FOLLOW_RULE.p}, a rise of at
        least one width of the random directions’ rises, and a control that moves less than half as
        far the same way.
      </p>
    </Card>
  );
}

function count(doses: number): string {
  return `${doses} ${doses === 1 ? "dose" : "doses"}`;
}

import { useState } from "react";
import { fileName, saveFile, toCsv } from "../../../charts/export.ts";
import { useAppStore } from "../../../state/react.ts";
import { Button } from "../../../ui/Button.tsx";
import { Disclosure } from "../../../ui/Disclosure.tsx";
import { day, signed } from "../../../ui/format.ts";
import { Table } from "../../../ui/Table.tsx";
import { useHidden } from "../../useHidden.ts";
import { layerRanges } from "../overview.ts";
import { comparedSentence, comparedTable } from "./compared-words.ts";
import { FOLLOWED } from "./followed.ts";
import { type Compared, compareModels, type FollowedRow } from "./followed-rows.ts";

const TITLE = "Every situation in every model";
const ROWS = compareModels(FOLLOWED);

/** Which model follows which dose, in one sentence and a table, from the recorded runs. */
export function ModelsOverview() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <p className="dosage-lead dosage-models-lead">{comparedSentence(FOLLOWED)}</p>
      <Disclosure label={`${TITLE}, in a table`} onToggle={setOpened}>
        {opened && <EveryRow />}
      </Disclosure>
    </>
  );
}

function EveryRow() {
  const store = useAppStore();
  const hidden = useHidden();
  const draw = (id: string) => {
    store.getState().applySituation(id);
    window.scrollTo({ top: 0 });
  };
  const save = () => {
    const text = toCsv(comparedTable(FOLLOWED));
    saveFile(fileName(TITLE, "csv"), new Blob([text], { type: "text/csv" }));
  };
  const named = ({ key, situation }: Compared) =>
    hidden("examples") ? (
      situation.title
    ) : (
      <Button key={key} kind="link" onClick={() => draw(situation.id)}>
        {situation.title}
      </Button>
    );
  return (
    <>
      <div className="dosage-wide">
        <Table
          caption="Which model follows which dose"
          captionHidden
          columns={["situation", "expected", ...FOLLOWED.map(({ name }) => name)]}
          texts={FOLLOWED.map((_, at) => at + 2).concat(1)}
          rows={ROWS.map((row) => [
            named(row),
            `${row.emotion} ${row.expected === "up" ? "↑" : "↓"}`,
            ...row.models.map((one, at) => <Cell key={FOLLOWED[at]?.model} row={one} />),
          ])}
        />
      </div>
      <p className="dosage-rule">
        Recorded runs.{" "}
        {FOLLOWED.map(({ name, date, machine }) => `${name}: ${day(date)}, ${machine}`).join(". ")}.
        Each model is read at the layer where its vectors tell the emotions apart best. “At 16–18”:
        the layers where it follows; with many to choose from, one or two prove little.{" "}
        {!hidden("export") && (
          <Button kind="link" onClick={save}>
            {TITLE} (CSV)
          </Button>
        )}
      </p>
    </>
  );
}

/** "✓ ρ −0.94, control +0.20", and the layers where it follows. */
function Cell({ row }: { readonly row: FollowedRow | undefined }) {
  if (row === undefined) return "–";
  const { met, curve, control, layers } = row;
  const figure = (value: number | null | undefined) => signed(value ?? Number.NaN, 2);
  return (
    <span className={met ? "verdict-yes" : "verdict-no"}>
      {met ? "✓ follows, " : ""}ρ {figure(curve.rho)}, control {figure(control?.rho)}
      {layers.length > 0 && `; at ${layerRanges(layers)}`}
    </span>
  );
}

import { fileName, saveFile, toCsv } from "../../charts/export.ts";
import { linkFragment } from "../../state/history.ts";
import { useAppStore } from "../../state/react.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { useHidden } from "../useHidden.ts";
import { templateTitle } from "./Curves.tsx";
import type { DosageView } from "./dosage-view.ts";
import { allNumbers } from "./dose-tables.ts";

/** All numbers for a spreadsheet, and the link that makes this run again. */
export function TakeAway({ view }: { readonly view: DosageView }) {
  const store = useAppStore();
  const hidden = useHidden();
  if (hidden("export")) return null;
  const save = () => {
    const name = fileName(`dosage ${templateTitle(view.spec.template)}`, "csv");
    saveFile(name, new Blob([toCsv(allNumbers(view))], { type: "text/csv" }));
  };
  async function link() {
    const { origin, pathname, search } = window.location;
    return `${origin}${pathname}${search}${await linkFragment(store)}`;
  }
  return (
    <Card title="Take it with you" className="no-print quiet-in-present">
      <div className="button-group">
        <Button onClick={save} disabled={!view.hasPoints}>
          All numbers (CSV)
        </Button>
        {!hidden("copy") && (
          <CopyButton text={link} done="Link copied">
            Copy link
          </CopyButton>
        )}
      </div>
      <p className="dosage-quiet">
        All 24 feelings and the 20 random directions at this layer, one row a prompt, controls
        included. The chart’s own numbers, SVG and PNG are under it.
      </p>
    </Card>
  );
}

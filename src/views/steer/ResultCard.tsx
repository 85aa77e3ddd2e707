import { fileName, saveFile, toCsv } from "../../charts/export.ts";
import { type Direction, directionLabel } from "../../core/emotions.ts";
import { shownDigest } from "../../state/digest.ts";
import { linkFragment } from "../../state/history.ts";
import { modelLayers, steerWithin } from "../../state/layers.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { percent, plain, signed } from "../../ui/format.ts";
import { Table } from "../../ui/Table.tsx";
import { Unit } from "../shell/Unit.tsx";
import { useHidden } from "../useHidden.ts";
import { verdictLabel } from "./coherence-view.ts";
import { runJson, runTable } from "./run-file.ts";
import { plainMeanOf, type RunView } from "./run-view.ts";
import type { Reader } from "./useSteer.ts";

export interface ResultCardProps {
  readonly view: RunView;
  readonly summary: string | null;
  readonly direction: Direction;
  readonly reader: Reader;
}

/** The run in a sentence, its numbers side by side, and its files. */
export function ResultCard({ view, summary, direction, reader }: ResultCardProps) {
  const hidden = useHidden();
  const running = useApp((state) => state.steer.status === "running");
  const digest = useApp(shownDigest);
  return (
    <Card title="In a sentence" className="steer-result">
      <p className="steer-summary">
        {running ? (
          <span>It comes when the texts are written.</span>
        ) : (
          (summary ?? "Nothing is read yet.")
        )}
      </p>
      <p className="steer-quiet">
        One prompt and one throw of the dice: another seed can tell another story.
      </p>
      <div className="steer-result-foot">
        <Disclosure label="Numbers side by side">
          <NumbersTable view={view} direction={direction} />
        </Disclosure>
        {digest !== null && (
          <span className="steer-quiet">
            <Unit entry="digest">digest</Unit> <code>{digest}</code>
          </span>
        )}
        {!hidden("export") && <Files view={view} reader={reader} digest={digest} />}
      </div>
    </Card>
  );
}

function NumbersTable({ view, direction }: Pick<ResultCardProps, "view" | "direction">) {
  const base = plainMeanOf(view, "plain");
  return (
    <Table
      caption={`Read by the plain model, ${directionLabel(direction)}`}
      columns={[
        "text",
        "mean, σ",
        "against as it is",
        "perplexity",
        "repeats",
        "verdict",
        "tokens",
      ]}
      texts={[5]}
      rows={view.columns.map(({ id, title, plainMean, coherence, column }) => [
        title,
        signed(plainMean, 2),
        id === "plain" ? "–" : signed(plainMean - base, 2),
        plain(coherence.perplexity),
        percent(coherence.repetition),
        verdictLabel(coherence.verdict) || "–",
        column.ids.length,
      ])}
    />
  );
}

/** Only for texts that belong to the prompt on screen. */
function Files(
  props: Pick<ResultCardProps, "view" | "reader"> & { readonly digest: string | null },
) {
  const store = useAppStore();
  const unfit = useApp(({ steer }) => steer.stale || steer.status === "running");

  async function json() {
    const state = store.getState();
    if (state.manifest === null) return;
    const text = runJson({
      ...props,
      settings: steerWithin(state.settings.steer, modelLayers(state)),
      manifest: state.manifest,
      recorded: state.steer.recorded,
      link: await linkFragment(store),
    });
    saveFile(fileName("steer", "json"), new Blob([text], { type: "application/json" }));
  }

  function csv() {
    const text = toCsv(runTable(props.view, props.reader));
    saveFile(fileName("steer", "csv"), new Blob([text], { type: "text/csv" }));
  }

  return (
    <span className="steer-files no-print quiet-in-present">
      <Button kind="link" disabled={unfit} onClick={() => void json()}>
        JSON
      </Button>
      <Button kind="link" disabled={unfit} onClick={csv}>
        CSV
      </Button>
    </span>
  );
}

import { type ReactNode, useDeferredValue, useMemo } from "react";
import { ColourLegend } from "../../charts/ColourLegend.tsx";
import { saveFile, toCsv } from "../../charts/export.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import { loadedModel } from "../../state/slices/model-slice.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { VisuallyHidden } from "../../ui/VisuallyHidden.tsx";
import { Unit } from "../shell/Unit.tsx";
import { useHidden } from "../useHidden.ts";
import { directionEnds } from "./ends.ts";
import { readingsJson, readingsTable } from "./export.ts";
import { ReadControls } from "./ReadControls.tsx";
import { ReadCount } from "./ReadCount.tsx";
import { ReadStatus } from "./ReadStatus.tsx";
import { SetSelect } from "./SetSelect.tsx";
import { tokenTexts } from "./shown.ts";
import { textSentence } from "./summaries.ts";
import type { ReadView } from "./useReadView.ts";

export interface TextCardProps {
  readonly view: ReadView | null;
  /** Tokens that the sentence speaks of. */
  readonly drawn: readonly number[];
  /** The text box, or the chat. */
  readonly children: ReactNode;
}

/** The text, what colours it, what its colours mean, and its numbers as files. */
export function TextCard({ view, drawn, children }: TextCardProps) {
  const store = useAppStore();
  const hidden = useHidden();
  const direction = useApp(({ settings }) => settings.read.direction);
  const smooth = useApp(({ settings }) => settings.read.smooth);
  const { low, high } = directionEnds(direction);
  return (
    <Card
      className="read-text"
      title={<VisuallyHidden>Text</VisuallyHidden>}
      controls={<ReadControls />}
      aside={<ReadCount run={view?.run ?? null} />}
    >
      {children}
      <SetSelect />
      <ReadStatus run={view?.run ?? null} />
      <ColourLegend
        low={low}
        high={high}
        note={
          <span className="read-unit">
            <Unit entry="sigma">σ</Unit>
            {!hidden("smooth") && (
              <label className="check">
                <input
                  type="checkbox"
                  aria-label="five-token mean"
                  checked={smooth}
                  onChange={(event) => store.getState().editRead({ smooth: event.target.checked })}
                />
                <Unit entry="smoothing">five-token mean</Unit>
              </label>
            )}
          </span>
        }
      />
      <TextFoot view={view} drawn={drawn} />
    </Card>
  );
}

/** The sentence under the text, written from the numbers, and the numbers themselves. */
function TextFoot({ view, drawn }: Omit<TextCardProps, "children">) {
  const store = useAppStore();
  const hidden = useHidden();
  const later = useDeferredValue(view);
  const sentence = useMemo(() => {
    if (later === null) return "";
    const texts = tokenTexts(later.run);
    return textSentence(later.direction, {
      values: drawn.map((token) => later.values[token] ?? Number.NaN),
      texts: drawn.map((token) => texts[token] ?? ""),
    });
  }, [later, drawn]);
  if (view === null || view.run.tokens.length === 0) return null;

  function save(kind: "csv" | "json") {
    if (view === null) return;
    const { settings, manifest } = store.getState();
    const model = loadedModel(store.getState());
    const source = {
      model: model?.name ?? settings.model,
      weightsSha256: manifest?.weightsSha256 ?? "",
      vectorsSha256: manifest?.binSha256 ?? "",
    };
    const file =
      kind === "csv"
        ? new Blob([toCsv(readingsTable(view))], { type: "text/csv" })
        : new Blob([readingsJson(view, source)], { type: "application/json" });
    saveFile(`moodring-readings.${kind}`, file);
  }

  return (
    <div className="chart-foot">
      <p id="read-sentence" className="read-sentence">
        {sentence}
      </p>
      {!hidden("export") && (
        <div className="chart-tools no-print quiet-in-present">
          <span>All 24 at this layer:</span>
          <Button kind="link" onClick={() => save("csv")}>
            CSV
          </Button>
          <Button kind="link" onClick={() => save("json")}>
            JSON
          </Button>
        </div>
      )}
    </div>
  );
}

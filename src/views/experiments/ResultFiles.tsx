import { fileName, saveFile } from "../../charts/export.ts";
import { resultLine } from "../../experiments/result-file.ts";
import type { ExperimentState } from "../../state/slices/experiment-slice.ts";
import { Button } from "../../ui/Button.tsx";

/** Every item's result as a file, the same that the command line writes. */
export function ResultFiles({ state }: { readonly state: ExperimentState }) {
  const { header, rows } = state;
  if (header === null) return null;
  const save = () => {
    const lines = [resultLine(header), ...[...rows].map(([id, row]) => resultLine({ id, row }))];
    const name = fileName(`${header.experiment} ${header.model.id}`, "jsonl");
    saveFile(name, new Blob(lines, { type: "application/jsonl" }));
  };
  return (
    <Button kind="link" onClick={save}>
      All results as JSON lines
    </Button>
  );
}

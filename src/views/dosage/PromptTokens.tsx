import { useMemo, useState } from "react";
import { type Direction, directionLabel } from "../../core/emotions.ts";
import { directionValues } from "../../core/readings.ts";
import { useApp } from "../../state/react.ts";
import type { ReadRun } from "../../state/runs.ts";
import { TokenText } from "../../ui/text/TokenText.tsx";
import { promptWords } from "./prompt-words.ts";

export interface PromptTokensProps {
  /** The prompt's readings; null while they are not there. */
  readonly run: ReadRun | null;
  /** The prompt as it was written, which stands there meanwhile. */
  readonly words: string;
  readonly direction: Direction;
  readonly layer: number;
}

/** A prompt's words in their colours; plain as long as there are none. */
export function PromptTokens({ run, words, direction, layer }: PromptTokensProps) {
  const manifest = useApp((state) => state.manifest);
  const [cursor, setCursor] = useState<number | null>(null);
  const shown = useMemo(
    () => (run === null ? { text: words, tokens: [], first: 0 } : promptWords(run, words)),
    [run, words],
  );
  const values = useMemo(() => {
    if (run === null || manifest === null || run.rows.count === 0) return null;
    const { z, points } = run.rows;
    if (layer >= points) return null;
    const set = manifest.sets[run.set];
    return directionValues({ z, points, set }, direction, layer).subarray(shown.first);
  }, [run, manifest, direction, layer, shown.first]);
  if (shown.tokens.length === 0) {
    return <p className="model-text dosage-plain">{shown.text}</p>;
  }
  return (
    <TokenText
      text={shown.text}
      tokens={shown.tokens}
      values={values}
      unit={`σ ${directionLabel(direction)}`}
      label="The prompt at this dose, token by token"
      cursor={cursor}
      onCursor={setCursor}
    />
  );
}

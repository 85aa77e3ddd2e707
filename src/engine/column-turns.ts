/** Columns that grow side by side. */
import type { Column } from "./column.ts";
import { throwIfCancelled } from "./errors.ts";
import type { GenerateEvent } from "./requests.ts";
import type { TextTokenizer } from "./tokenizer.ts";
import { yieldToEventLoop } from "./yield.ts";

/** A column with its name, and the decoder of its text. */
export interface GrowingColumn {
  readonly id: string;
  readonly column: Column;
  readonly pieces: ReturnType<TextTokenizer["pieces"]>;
}

/**
 * Columns take turns, one token each, until all have ended.
 * @returns how many tokens were drawn
 * @throws EngineError cancelled
 */
export async function growInTurns(
  columns: readonly GrowingColumn[],
  onEvent: (event: GenerateEvent) => void,
  signal: AbortSignal | undefined,
): Promise<number> {
  let drawn = 0;
  for (let open = columns; open.length > 0; open = open.filter((c) => !c.column.ended)) {
    for (const { id: name, column, pieces } of open) {
      await yieldToEventLoop();
      throwIfCancelled(signal);
      const start = column.ids.length;
      const id = await column.step();
      if (id !== null) {
        drawn++;
        const piece = pieces.push(id) + (column.ended ? pieces.end() : "");
        onEvent({ kind: "tokens", column: name, start, ids: [id], pieces: [piece] });
      }
      const readings = await column.readAlong();
      if (readings) onEvent({ kind: "readings", column: name, ...readings });
      if (column.ended) onEvent({ kind: "end", column: name, reason: column.ended });
    }
  }
  return drawn;
}

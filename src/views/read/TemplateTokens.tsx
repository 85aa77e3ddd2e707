import { signed } from "../../ui/format.ts";
import { type TemplatePart, visibleToken } from "./turns.ts";
import type { Cursor } from "./useCursor.ts";
import type { ReadView } from "./useReadView.ts";

export interface TemplateTokensProps {
  readonly view: ReadView;
  readonly part: TemplatePart;
  readonly cursor: Cursor;
}

/** Tokens that nobody typed: the template's marks around a message, faint. */
export function TemplateTokens({ view, part, cursor }: TemplateTokensProps) {
  const { run, values } = view;
  const tokens = run.tokens.slice(part.first, part.end);
  if (tokens.length === 0) return null;
  return (
    <p className="template-tokens">
      <span className="visually-hidden">Added by the template: </span>
      {tokens.map(({ start, end }, at) => {
        const token = part.first + at;
        return (
          <span
            key={token}
            className={token === cursor.token ? "template-token token-current" : "template-token"}
            title={`token ${token + 1}: ${signed(values[token] ?? Number.NaN)} σ`}
            onPointerEnter={() => cursor.hover(token)}
            onPointerLeave={() => cursor.hover(null)}
          >
            {visibleToken(run.text.slice(start, end))}
          </span>
        );
      })}
    </p>
  );
}

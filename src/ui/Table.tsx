import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import "./table.css";

export interface TableProps {
  /** What the table holds. */
  readonly caption: string;
  readonly captionHidden?: boolean;
  readonly columns: readonly ReactNode[];
  /** The first cell of a row is its heading. */
  readonly rows: readonly (readonly ReactNode[])[];
  /** Places of the columns that hold words; the first always does. Numbers stand at the right. */
  readonly texts?: readonly number[];
}

/** A region that scrolls must take the focus, or the keyboard could not scroll it. */
const KEYBOARD_SCROLL = { tabIndex: 0 };

/** Numbers in rows. Scrolls sideways by itself on a narrow page. */
export function Table({ caption, captionHidden = false, columns, rows, texts = [] }: TableProps) {
  const kind = (place: number) => cx(texts.includes(place) && "table-text");
  return (
    <section className="table-scroll" aria-label={caption} {...KEYBOARD_SCROLL}>
      <table className="table">
        <caption className={cx(captionHidden && "visually-hidden")}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={keyOf(index)} scope="col" className={kind(index)}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={keyOf(index)}>
              {row.map((cell, place) =>
                place === 0 ? (
                  <th key={keyOf(place)} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={keyOf(place)} className={kind(place)}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Rows and columns have no identity but their place. */
function keyOf(index: number): string {
  return `at-${index}`;
}

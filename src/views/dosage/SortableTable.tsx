import type { ReactNode } from "react";
import { cx } from "../../ui/cx.ts";
import "../../ui/table.css";

export interface SortableColumn<Id extends string> {
  readonly id: Id;
  readonly label: ReactNode;
  /** Words stand at the left, numbers at the right. */
  readonly text?: boolean;
}

export interface SortableTableProps<Id extends string> {
  readonly caption: string;
  readonly columns: readonly SortableColumn<Id>[];
  /** The first cell of a row is its heading. */
  readonly rows: readonly { readonly id: string; readonly cells: readonly ReactNode[] }[];
  readonly order: { readonly column: Id; readonly descending: boolean } | null;
  readonly onOrder: (order: { readonly column: Id; readonly descending: boolean }) => void;
}

/** A region that scrolls must take the focus, or the keyboard could not scroll it. */
const KEYBOARD_SCROLL = { tabIndex: 0 };

/** A table whose headings sort it: once from the top, again from the bottom. */
export function SortableTable<Id extends string>(props: SortableTableProps<Id>) {
  const { columns, order } = props;
  return (
    <section className="table-scroll" aria-label={props.caption} {...KEYBOARD_SCROLL}>
      <table className="table table-sortable">
        <caption className="visually-hidden">{props.caption}</caption>
        <thead>
          <tr>
            {columns.map(({ id, label, text }) => {
              const sorted = order?.column === id ? order : null;
              return (
                <th
                  key={id}
                  scope="col"
                  className={kind(text)}
                  aria-sort={
                    sorted === null ? "none" : sorted.descending ? "descending" : "ascending"
                  }
                >
                  <button
                    type="button"
                    className="sort-button"
                    onClick={() =>
                      props.onOrder({ column: id, descending: !(sorted?.descending ?? false) })
                    }
                  >
                    {label}
                    <span aria-hidden="true">
                      {sorted === null ? "" : sorted.descending ? " ↓" : " ↑"}
                    </span>
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {props.rows.map(({ id, cells }) => (
            <tr key={id}>
              {cells.map((cell, place) =>
                place === 0 ? (
                  <th key={columns[place]?.id} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={columns[place]?.id} className={kind(columns[place]?.text)}>
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

const kind = (text: boolean | undefined) => cx(text === true && "table-text");

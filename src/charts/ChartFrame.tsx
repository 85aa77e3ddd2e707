import { type ReactNode, useId, useRef, useState } from "react";
import { Button } from "../ui/Button.tsx";
import { plain } from "../ui/format.ts";
import { Table } from "../ui/Table.tsx";
import "./chart.css";
import { chartFile } from "./chartFile.ts";
import { fileName, renderPng, saveFile, type TableData, toCsv } from "./export.ts";

export interface ChartFrameProps {
  readonly title: string;
  /** Controls right after the title. */
  readonly controls?: ReactNode;
  /** Small words at the right end: what is grey, how to use it. */
  readonly aside?: ReactNode;
  /** One sentence that says what the figure shows. */
  readonly summary: string;
  /** The figure's numbers, made when they are wanted. */
  readonly table: () => TableData;
  /** Decimals in the table on the page; the CSV keeps all. */
  readonly digits?: number;
  /** Offers only table and CSV: for figures that are not drawn as SVG. */
  readonly noPicture?: boolean;
  readonly children: ReactNode;
}

/** A figure with its sentence, its table and its files. The chart inside marks its `svg` with `data-chart`. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, summary, digits = 2 } = props;
  const id = useId();
  const body = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState("");

  async function save(kind: "csv" | "svg" | "png") {
    setProblem("");
    try {
      const name = fileName(title, kind);
      if (kind === "csv") saveFile(name, new Blob([toCsv(props.table())], { type: "text/csv" }));
      else {
        const svg = await chartFile(body.current, title, summary);
        const file =
          kind === "svg" ? new Blob([svg.text], { type: "image/svg+xml" }) : renderPng(svg);
        saveFile(name, await file);
      }
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "The file could not be made.");
    }
  }

  return (
    <figure className="chart-frame" aria-labelledby={id}>
      <div className="card-bar">
        <h2 id={id}>{title}</h2>
        {props.controls}
        {props.aside !== undefined && <span className="card-aside">{props.aside}</span>}
      </div>
      <div ref={body}>{props.children}</div>
      <div className="chart-foot">
        <figcaption>{summary}</figcaption>
        <div className="chart-tools no-print quiet-in-present">
          <Button kind="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? "Hide table" : "Show as table"}
          </Button>
          <Button kind="link" onClick={() => void save("csv")}>
            CSV
          </Button>
          {props.noPicture !== true && (
            <>
              <Button kind="link" onClick={() => void save("svg")}>
                SVG
              </Button>
              <Button kind="link" onClick={() => void save("png")}>
                PNG
              </Button>
            </>
          )}
        </div>
        {problem !== "" && (
          <p className="chart-problem" role="alert">
            {problem}
          </p>
        )}
      </div>
      {open && (
        <div className="chart-table">
          <FrameTable title={title} data={props.table()} digits={digits} />
        </div>
      )}
    </figure>
  );
}

function FrameTable(props: {
  readonly title: string;
  readonly data: TableData;
  readonly digits: number;
}) {
  const cell = (value: string | number) =>
    typeof value === "number" && !Number.isInteger(value) ? plain(value, props.digits) : value;
  return (
    <Table
      caption={props.title}
      captionHidden
      columns={props.data.columns}
      texts={props.data.columns.flatMap((_, place) =>
        props.data.rows.some((row) => typeof row[place] === "string") ? [place] : [],
      )}
      rows={props.data.rows.map((row) => row.map(cell))}
    />
  );
}

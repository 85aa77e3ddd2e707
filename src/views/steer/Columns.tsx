import type { SteerWhere } from "../../core/steering.ts";
import { useApp } from "../../state/react.ts";
import type { ColumnId } from "../../state/runs.ts";
import { Button } from "../../ui/Button.tsx";
import { useHidden } from "../useHidden.ts";
import { ColumnCard } from "./ColumnCard.tsx";
import { ColumnFoot } from "./ColumnFoot.tsx";
import type { ColumnView, RunView } from "./run-view.ts";
import type { Cursor } from "./useCursor.ts";
import { type Reader, useEditSteer, useSteerSettings } from "./useSteer.ts";

export interface ColumnsProps {
  readonly view: RunView;
  readonly reader: Reader | null;
  readonly cursor: Cursor;
}

/** The texts side by side: as it is, steered, and on demand a random direction. */
export function Columns({ view, reader, cursor }: ColumnsProps) {
  const { direction, insideView, sampler } = useSteerSettings();
  const running = useApp((state) => state.steer.status === "running");
  const run = useApp((state) => state.steer.latest);
  const hidden = useHidden();
  const find = (id: ColumnId) => view.columns.find((column) => column.id === id);
  const plain = find("plain");
  const steered = find("steered");
  const random = find("random");
  const shared = { reader, direction, insideView, running, run };
  const card = (place: ColumnId) => ({
    ...shared,
    place,
    cursor: cursor.chosen?.column === place ? cursor.chosen.token : null,
    onCursor: cursor.choose,
    onHover: cursor.hover,
  });
  const foot = (own: ColumnView) => (
    <ColumnFoot
      view={own}
      others={view.columns.filter(({ id }) => id !== own.id)}
      direction={direction}
      running={running}
      canCopy={!hidden("copy")}
    />
  );
  if (plain === undefined) return null;
  return (
    <div className="steer-columns">
      <ColumnCard
        {...card("plain")}
        title={plain.title}
        aside={`seed ${sampler.seed}`}
        column={plain.column}
      >
        {foot(plain)}
      </ColumnCard>
      {steered === undefined ? (
        <ColumnCard
          {...card("steered")}
          title="With nothing added"
          aside="same seed"
          column={plain.column}
        >
          <p className="steer-same">
            At 0 this is the plain model’s text, bit for bit. Turn a feeling up and it writes anew.
          </p>
        </ColumnCard>
      ) : (
        <ColumnCard
          {...card("steered")}
          title={steered.title}
          aside={sameSeed(steered.column.steering?.where)}
          column={steered.column}
        >
          {foot(steered)}
        </ColumnCard>
      )}
      {random !== undefined && (
        <ColumnCard
          {...card("random")}
          title={random.title}
          aside="the control"
          column={random.column}
          className="steer-wide"
        >
          {foot(random)}
        </ColumnCard>
      )}
      {!hidden("random") && (
        <RandomSwitch shown={random !== undefined} neutral={steered === undefined} />
      )}
    </div>
  );
}

/** What the two texts share, and where the vector went unless it went everywhere. */
function sameSeed(where: SteerWhere | undefined): string {
  return where === undefined || where === "all" ? "same seed" : `same seed, in the ${where}`;
}

/** Asks for the control, or puts it away. */
function RandomSwitch({ shown, neutral }: { readonly shown: boolean; readonly neutral: boolean }) {
  const edit = useEditSteer();
  const { showRandom } = useSteerSettings();
  if (shown) {
    return (
      <Button
        kind="link"
        className="steer-wide steer-unask quiet-in-present"
        onClick={() => edit({ showRandom: false })}
      >
        Hide the random direction
      </Button>
    );
  }
  return (
    <div className="steer-wide steer-ask-random">
      <p>
        {neutral && showRandom
          ? "A random direction stands here as soon as there is a strength to match."
          : "Would any push do that? A random direction of the same length is the control."}
      </p>
      {!neutral && (
        <Button small onClick={() => edit({ showRandom: true })}>
          Show a random direction
        </Button>
      )}
    </div>
  );
}

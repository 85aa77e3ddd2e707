import { memo, useMemo } from "react";
import { EmotionBars } from "../../charts/EmotionBars.tsx";
import { directionLabel, type Emotion, isEmotion } from "../../core/emotions.ts";
import { ranked } from "../../core/readings.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import { Card, FigureNumber } from "../../ui/Card.tsx";
import { Caveat } from "../../ui/Caveat.tsx";
import { signed } from "../../ui/format.ts";
import { ABOUT_HREF } from "../links.ts";
import { Unit } from "../shell/Unit.tsx";
import { tokenWord } from "./shown.ts";
import { tokenSentence } from "./summaries.ts";
import type { ReadView } from "./useReadView.ts";

export interface TokenCardProps {
  readonly view: ReadView | null;
  readonly token: number | null;
}

/** The token under the cursor: its number, and all 24 emotions from the strongest down. */
export const TokenCard = memo(function TokenCard({ view, token }: TokenCardProps) {
  const span = token === null ? undefined : view?.run.tokens[token];
  if (view === null || token === null || span === undefined) return <NoToken />;
  const text = view.run.text.slice(span.start, span.end);
  return (
    <Card
      className="read-token"
      title={`At “${tokenWord(text)}”`}
      aside={<span className="number">{`token ${(token + 1).toLocaleString("en-GB")}`}</span>}
    >
      <FigureNumber
        value={signed(view.values[token] ?? Number.NaN)}
        label={
          <>
            <Unit entry="sigma">σ</Unit> {directionLabel(view.direction)}
          </>
        }
      />
      <Strongest view={view} token={token} text={text} />
      <Caveat aboutHref={ABOUT_HREF} />
    </Card>
  );
});

function Strongest(props: {
  readonly view: ReadView;
  readonly token: number;
  readonly text: string;
}) {
  const { view, token, text } = props;
  const store = useAppStore();
  const direction = useApp(({ settings }) => settings.read.direction);
  const order = useMemo(() => {
    const { readings, layer, smooth, run } = view;
    return token < run.rows.count ? ranked(readings, layer, token, { smooth }) : [];
  }, [view, token]);
  if (order.length === 0) return <p className="read-sentence">This token is being read.</p>;
  return (
    <>
      <EmotionBars<Emotion>
        values={order}
        unit="σ"
        picked={isEmotion(direction) ? direction : null}
        onPick={(emotion) => store.getState().editRead({ direction: emotion })}
      />
      <p className="read-sentence read-bars-sentence">{tokenSentence(text, order)}</p>
    </>
  );
}

function NoToken() {
  return (
    <Card className="read-token" title="At the cursor">
      <p className="read-sentence">
        When a text is read, the number of the token under the cursor stands here, with the emotions
        that are strongest at it.
      </p>
      <Caveat aboutHref={ABOUT_HREF} />
    </Card>
  );
}

import { useDeferredValue, useMemo } from "react";
import { useApp } from "../../state/react.ts";
import { Caveat } from "../../ui/Caveat.tsx";
import { cx } from "../../ui/cx.ts";
import { ABOUT_HREF } from "../links.ts";
import { PageLayout } from "../shell/PageLayout.tsx";
import { useHidden } from "../useHidden.ts";
import { ChatEditor } from "./ChatEditor.tsx";
import { Examples } from "./Examples.tsx";
import { directionPath } from "./ends.ts";
import { LayersCard } from "./LayersCard.tsx";
import { useStale } from "./ReadCount.tsx";
import "./read.css";
import { drawnTokens } from "./shown.ts";
import { TextCard } from "./TextCard.tsx";
import { TextEditor } from "./TextEditor.tsx";
import { TokenCard } from "./TokenCard.tsx";
import { TraceCard } from "./TraceCard.tsx";
import { useCursor } from "./useCursor.ts";
import { useReadView } from "./useReadView.ts";
import { useTemplateShown } from "./useTemplateShown.ts";

const NO_TOKENS: readonly number[] = [];

/** Text that takes its colours while it is typed, and what the model holds at each token. */
export function ReadPage() {
  const hidden = useHidden();
  const chat = useApp(({ settings }) => settings.read.mode === "chat");
  const direction = useApp(({ settings }) => settings.read.direction);
  const template = useTemplateShown();
  const view = useReadView();
  const stale = useStale(view?.run ?? null);
  // Charts follow when there is time: typing comes first.
  const drawn = useDeferredValue(view);
  const { tokens, contents } = view?.run ?? {};
  const shown = useMemo(() => {
    if (tokens === undefined || contents === undefined) return NO_TOKENS;
    return drawnTokens({ tokens, contents }, chat, template.shown);
  }, [tokens, contents, chat, template.shown]);
  const drawnShown = useDeferredValue(shown);
  const cursor = useCursor(view?.values ?? null, shown);

  const withToken = !hidden("strongest");
  const withLayers = !hidden("layers");
  const aside = (withToken || withLayers) && (
    <>
      {withToken && <TokenCard view={view} token={cursor.token} />}
      {withLayers && (
        <LayersCard
          view={drawn}
          layer={view?.layer ?? 0}
          drawn={drawnShown}
          cursor={cursor.token}
          onCursor={cursor.pick}
        />
      )}
    </>
  );

  return (
    <PageLayout
      className={cx("page-read", stale && "read-stale")}
      headline="Watch a model’s mood, word by word"
      lead={`Type anything. Each word is coloured by how far the model’s own activations lean ${directionPath(direction)} as it reads it.`}
      above={hidden("examples") ? undefined : <Examples />}
      aside={aside || undefined}
    >
      <TextCard view={view} drawn={shown}>
        {chat ? (
          <ChatEditor view={view} cursor={cursor} template={template} />
        ) : (
          <TextEditor view={view} cursor={cursor} />
        )}
      </TextCard>
      {!hidden("trace") && (
        <TraceCard view={drawn} drawn={drawnShown} cursor={cursor.token} onCursor={cursor.pick} />
      )}
      {!withToken && <Caveat aboutHref={ABOUT_HREF} />}
    </PageLayout>
  );
}

import { useState } from "react";
import { failureText } from "../../content/messages.ts";
import { linkProblemMessage } from "../../content/problems.ts";
import { parseModelRef } from "../../core/model-ref.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import { loadedModel } from "../../state/slices/model-slice.ts";
import type { AppState } from "../../state/store.ts";
import { Notice } from "../../ui/Notice.tsx";
import { useControllers } from "../controllers.ts";
import { isOwnModel } from "../own-model.ts";
import "./app.css";
import { AskNotice } from "./AskNotice.tsx";
import { builtMessage } from "./BuildCard.tsx";

export interface SiteNoticesProps {
  readonly update: (() => void) | null;
}

const NO_NOTES: readonly string[] = [];

/** Messages that belong to the whole site: update, a broken link, the model's troubles. */
export function SiteNotices({ update }: SiteNoticesProps) {
  const store = useAppStore();
  const { model } = useControllers();
  const problems = useApp((state) => state.problems);
  const status = useApp((state) => state.model);
  const notKept = useApp((state) => loadedModel(state)?.notKept ?? null);
  const notes = useApp((state) => loadedModel(state)?.notes ?? NO_NOTES);
  const build = useApp((state) => state.build);
  const shortage = useApp(({ summary }) => summary?.verdictReason);
  const lost = useApp(isLost);
  const own = useApp(isOwnModel);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const close = (id: string) => setClosed((before) => new Set(before).add(id));

  const failure = status.kind === "failed" ? status.failure : null;
  const advice = failure && failureText(failure, own);
  const notices = [
    update !== null && !closed.has("update") && (
      <Notice
        key="update"
        action={{ label: "Reload", onPress: update }}
        onDismiss={() => close("update")}
      >
        A newer version of Moodring is ready. What you typed is kept.
      </Notice>
    ),
    problems.length > 0 && (
      <Notice key="link" kind="warning" onDismiss={() => store.getState().dismissProblems()}>
        {problems.map((problem) => (
          <span key={JSON.stringify(problem)} className="notice-line">
            {linkProblemMessage(problem)}
          </span>
        ))}
      </Notice>
    ),
    status.kind === "asking" && <AskNotice key="asking" />,
    lost && (
      <Notice
        key="lost"
        kind="warning"
        action={{ label: "Open Models", onPress: () => store.getState().goTo("models") }}
      >
        The model that is chosen is a file from someone’s own disk, and this browser does not keep
        it. Drop the same file on the Models page, or choose another model there.
      </Notice>
    ),
    failure !== null && advice !== null && (
      <Notice
        key="failure"
        kind="error"
        {...(advice.retry
          ? { action: { label: "Try again", onPress: () => void model.load() } }
          : {})}
        {...(advice.dropAnother
          ? {
              action: {
                label: "Drop another file",
                onPress: () => store.getState().goTo("models"),
              },
            }
          : {})}
      >
        <b>{advice.title}.</b> {failure.message || advice.advice}
      </Notice>
    ),
    build.kind === "done" && !closed.has("built") && (
      <Notice key="built" onDismiss={() => close("built")}>
        {builtMessage(build.built.accuracy, build.built.chance)} {build.built.notKept ?? ""}
      </Notice>
    ),
    notKept !== null && !closed.has("kept") && (
      <Notice key="kept" onDismiss={() => close("kept")}>
        {notKept}
      </Notice>
    ),
    ...notes.map(
      (note) =>
        !closed.has(note) && (
          <Notice key={note} onDismiss={() => close(note)}>
            {note}
          </Notice>
        ),
    ),
    shortage !== undefined && status.kind !== "ready" && !closed.has("memory") && (
      <Notice key="memory" kind="warning" onDismiss={() => close("memory")}>
        {shortage} Recorded runs work here without it.
      </Notice>
    ),
  ].filter((notice) => notice !== false);
  return notices.length === 0 ? null : <div className="site-notices">{notices}</div>;
}

/** A file of somebody's own that a link names, or that was removed: nothing says where to fetch it. */
function isLost({ model, summary, settings }: AppState): boolean {
  const own = parseModelRef(settings.model)?.kind === "kept";
  return own && summary === null && model.kind === "idle";
}

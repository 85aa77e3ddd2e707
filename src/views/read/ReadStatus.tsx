import { failureText, unreadMessage } from "../../content/messages.ts";
import { useApp } from "../../state/react.ts";
import type { ReadRun } from "../../state/runs.ts";
import { readRequest } from "../../state/specs.ts";
import { Button } from "../../ui/Button.tsx";
import { loadingText, loadLabel } from "../../ui/ModelChip.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { useChipState } from "../app/useChipState.ts";
import { useControllers } from "../controllers.ts";
import { useLasting } from "./useLasting.ts";

/** So long may the vectors’ numbers take to arrive: a recorded run is shown with them. */
const WAIT_MS = 3000;

/** Under the text: why it has no colours, or what of it is not read. */
export function ReadStatus({ run }: { readonly run: ReadRun | null }) {
  const failure = useApp(({ read }) => read.failure);
  const { read } = useControllers();
  if (failure !== null) {
    const { title, advice, retry } = failureText(failure);
    return (
      <Notice
        kind="error"
        {...(retry ? { action: { label: "Read again", onPress: read.retry } } : {})}
      >
        <b>{title}.</b> {failure.message || advice}
      </Notice>
    );
  }
  if (run === null) return <NotRead />;
  if (run.unread > 0) {
    return <Notice kind="warning">{unreadMessage(run.tokens.length, run.unread)}</Notice>;
  }
  return null;
}

/** There is a text and nothing that reads it: what loading takes, or how it goes. */
function NotRead() {
  const { model } = useControllers();
  const state = useChipState();
  const empty = useApp(({ settings }) => readRequest(settings.read) === null);
  const early = useApp(({ manifest }) => manifest === null);
  const late = useLasting(early, WAIT_MS);
  if (empty || state.kind === "ready") return null;
  if (state.kind === "idle" && early && !late) return null;
  return (
    <div className="read-needs-model">
      {state.kind === "loading" && (
        <p className="number">
          The model is {loadingText(state)}. Then each word takes its colour.
        </p>
      )}
      {state.kind === "idle" && (
        <p>The model has to read this text first. It runs here, in this page; nothing is sent.</p>
      )}
      {state.kind === "asking" && (
        <p>A model has to read this text first. The link names one at {state.host}.</p>
      )}
      {state.kind === "failed" && <p>The model could not start, so this text is not read.</p>}
      {state.kind === "asking" && (
        <Button kind="primary" onClick={() => void model.agree()}>
          Look at the model
        </Button>
      )}
      {(state.kind === "idle" || (state.kind === "failed" && state.retry)) && (
        <Button kind="primary" onClick={() => void model.load()}>
          {state.kind === "idle" ? loadLabel(state.bytes, state.cached) : "Try again"}
        </Button>
      )}
    </div>
  );
}

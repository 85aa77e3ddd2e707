import { failureText, MESSAGES } from "../../content/messages.ts";
import { reproduction } from "../../state/digest.ts";
import { useApp } from "../../state/react.ts";
import { Notice } from "../../ui/Notice.tsx";
import { useControllers } from "../controllers.ts";

/** What went wrong, what is out of date, and whether a link's tokens were reproduced. */
export function RunNotices() {
  const { steer } = useControllers();
  const failure = useApp((state) => state.steer.failure);
  const stale = useApp((state) => state.steer.stale && state.steer.columns.length > 0);
  const ready = useApp((state) => state.model.kind === "ready");
  return (
    <>
      {failure !== null && ready && (
        <Notice
          kind="error"
          {...(failureText(failure).retry
            ? { action: { label: "Try again", onPress: () => steer.write() } }
            : {})}
        >
          <b>{failureText(failure).title}.</b> {failure.message} {failureText(failure).advice}
        </Notice>
      )}
      {stale && failure === null && (
        <Notice {...(ready ? { action: { label: "Write", onPress: () => steer.write() } } : {})}>
          {ready
            ? "The prompt changed. The texts below were written from the one before."
            : "What is set has changed. The texts below were written with what was set before."}
        </Notice>
      )}
      <ReproductionNotice />
    </>
  );
}

/** For a link that names the tokens which its maker saw. */
function ReproductionNotice() {
  const verdict = useApp(reproduction);
  const expected = useApp((state) => state.settings.steer.expected);
  const idle = useApp((state) => state.model.kind !== "ready");
  if (expected === null) return null;
  if (verdict === "reproduced") {
    return (
      <Notice>
        <b>{MESSAGES.reproduced}</b> Same model, same settings, same dice, token for token.
      </Notice>
    );
  }
  if (verdict === "differs") {
    return (
      <Notice kind="warning">
        <b>{MESSAGES.differs}</b> Processors and browsers round differently, and one other token
        changes all that follow. What you see was written here; the link’s maker saw another text.
      </Notice>
    );
  }
  return idle ? (
    <Notice>
      This link names the tokens that its maker saw. Load the model, and the page says whether this
      machine writes the same.
    </Notice>
  ) : null;
}

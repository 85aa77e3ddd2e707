import { useApp } from "../../state/react.ts";
import { Button } from "../../ui/Button.tsx";
import { megabytes } from "../../ui/format.ts";
import { useControllers } from "../controllers.ts";

/** Loads the model, and says what that takes; looks at one that a link names. Nothing while it loads or runs. */
export function LoadButton({ primary = false }: { readonly primary?: boolean }) {
  const { model } = useControllers();
  const kind = useApp((state) => state.model.kind);
  const summary = useApp((state) => state.summary);
  if (kind === "loading" || kind === "ready") return null;
  const press = { kind: primary ? "primary" : "plain", small: !primary } as const;
  if (kind === "asking") {
    return (
      <Button {...press} onClick={() => void model.agree()}>
        Look at the model
      </Button>
    );
  }
  const kept = summary !== null && summary.cachedBytes >= summary.bytes;
  const size = summary === null || kept ? "" : `, ${megabytes(summary.bytes)}`;
  return (
    <Button {...press} onClick={() => void model.load()}>
      {kind === "failed" ? "Load the model again" : `Load the model${size}`}
    </Button>
  );
}

import { useApp } from "../../state/react.ts";
import { Button } from "../../ui/Button.tsx";
import { megabytes } from "../../ui/format.ts";
import { useControllers } from "../controllers.ts";

/** Loads the model, and says what that takes. Nothing while it loads or runs. */
export function LoadButton({ primary = false }: { readonly primary?: boolean }) {
  const { model } = useControllers();
  const kind = useApp((state) => state.model.kind);
  const summary = useApp((state) => state.summary);
  if (kind === "loading" || kind === "ready") return null;
  const kept = summary !== null && summary.cachedBytes >= summary.bytes;
  const size = summary === null || kept ? "" : `, ${megabytes(summary.bytes)}`;
  return (
    <Button kind={primary ? "primary" : "plain"} small={!primary} onClick={() => void model.load()}>
      {kind === "failed" ? "Load the model again" : `Load the model${size}`}
    </Button>
  );
}

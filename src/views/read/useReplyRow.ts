/** Reads the response-preparation token with the vectors of the set `reply`, once a chat is read. */
import { useEffect, useState } from "react";
import { useApp, useAppStore } from "../../state/react.ts";
import type { ReadRun } from "../../state/runs.ts";
import { readRequest } from "../../state/specs.ts";
import { useControllers } from "../controllers.ts";

/** A pause in typing: words take their colours first. */
const PAUSE_MS = 250;

/** The row [P, K] of the run, or null while there is none. */
export function useReplyRow(run: ReadRun): Float32Array | null {
  const store = useAppStore();
  const { client } = useControllers();
  const ready = useApp(({ model }) => model.kind === "ready");
  const [row, setRow] = useState<{ readonly run: number; readonly z: Float32Array } | null>(null);
  const asked = ready && run.done !== null && run.unread === 0 ? run.id : null;

  useEffect(() => {
    if (asked === null) return;
    const request = readRequest(store.getState().settings.read);
    if (request === null || request.prompt.kind !== "chat") return;
    const { prompt } = request;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      client
        .point({ prompt, set: "reply", at: "last" }, stop.signal)
        .then(({ z }) => setRow({ run: asked, z }))
        // Stopped by the next change, or the model is gone, which the page says elsewhere.
        .catch(() => undefined);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked, client, store]);

  return row !== null && row.run === run.id ? row.z : null;
}

import { useState } from "react";
import { formatModelRef } from "../../core/model-ref.ts";
import { failureOf } from "../../state/engine-client.ts";
import { useApp } from "../../state/react.ts";
import { Button } from "../../ui/Button.tsx";
import { Card, Note } from "../../ui/Card.tsx";
import { day, megabytes } from "../../ui/format.ts";
import { Notice } from "../../ui/Notice.tsx";
import type { KeptModel } from "../../worker/contract.ts";
import { useControllers } from "../controllers.ts";
import { memorySize } from "./catalogue-rows.ts";
import type { Kept } from "./useKept.ts";

/** Models that this browser keeps, the room that they take, and the way to be rid of them. */
export function KeptCard({ models, storage, problem, refresh }: Kept) {
  const [failed, setFailed] = useState<string | null>(null);
  const trouble = failed ?? problem;
  return (
    <Card title="Kept in this browser">
      {trouble !== null && <Notice kind="error">{trouble}</Notice>}
      {models !== null && models.length === 0 && (
        <p className="models-quiet">
          Nothing yet. A model that was loaded once is kept here, and starts without a network.
        </p>
      )}
      {models !== null && models.length > 0 && (
        <ul className="models-kept">
          {models.map((model) => (
            <KeptRow key={model.key} model={model} onGone={refresh} onFailure={setFailed} />
          ))}
        </ul>
      )}
      {storage !== null && (
        <Note>
          {memorySize(storage.used)} of {memorySize(storage.available)} that this browser grants are
          in use.{" "}
          {storage.persistent
            ? "It has promised to keep them."
            : "It may clear them when the disk is full."}
        </Note>
      )}
    </Card>
  );
}

interface KeptRowProps {
  readonly model: KeptModel;
  readonly onGone: () => void;
  readonly onFailure: (message: string | null) => void;
}

function KeptRow({ model, onGone, onFailure }: KeptRowProps) {
  const { model: controller } = useControllers();
  const { key, ref, name, bytes, complete, date } = model;
  const [sure, setSure] = useState(false);
  const loading = useApp((state) => state.model.kind === "loading");
  const running = useApp(
    ({ settings, model: status }) =>
      status.kind === "ready" && settings.model === formatModelRef(ref),
  );

  async function remove() {
    setSure(false);
    try {
      await controller.forget(key);
      onFailure(null);
    } catch (error) {
      onFailure(failureOf(error).message);
    }
    onGone();
  }

  return (
    <li className="models-kept-row">
      <span className="models-kept-name">
        <b>{name}</b>
        <span>
          {megabytes(bytes)}
          {complete ? "" : ", not finished"} · {day(date)}
        </span>
      </span>
      {sure ? (
        <>
          <Button small onClick={() => void remove()}>
            Remove {megabytes(bytes)}
          </Button>
          <Button small kind="link" onClick={() => setSure(false)}>
            Keep it
          </Button>
        </>
      ) : (
        <>
          {!running && (
            <Button
              small
              disabled={loading}
              aria-label={`${complete ? "Load" : "Resume"} ${name}`}
              onClick={() => void controller.choose(ref)}
            >
              {complete ? "Load" : "Resume"}
            </Button>
          )}
          <Button
            small
            disabled={loading}
            aria-label={`Remove ${name}`}
            onClick={() => setSure(true)}
          >
            Remove
          </Button>
        </>
      )}
    </li>
  );
}

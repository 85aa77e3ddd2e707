import { useRef, useState } from "react";
import { formatModelRef, type ModelRef, parseModelRef } from "../../core/model-ref.ts";
import { failureOf } from "../../state/engine-client.ts";
import { useApp } from "../../state/react.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { megabytes } from "../../ui/format.ts";
import { Notice } from "../../ui/Notice.tsx";
import { TextField } from "../../ui/TextField.tsx";
import type { ModelSummary } from "../../worker/contract.ts";
import { useControllers } from "../controllers.ts";
import { FAMILY_NAMES, memorySize } from "./catalogue-rows.ts";
import { LoadProgressLine } from "./LoadProgressLine.tsx";

type Look =
  | { readonly kind: "none" }
  | { readonly kind: "looking" }
  | { readonly kind: "seen"; readonly summary: ModelSummary }
  | { readonly kind: "failed"; readonly message: string };

const WRONG =
  "This names no model file. Write owner/name/file.gguf for one on the hub, or an address that starts with https:// and ends in .gguf or .safetensors.";

/** The model that a user's words mean: a link's text, an address, or a path on the hub without its mark. */
export function refOf(text: string): ModelRef | null {
  const trimmed = text.trim();
  const page =
    /^https:\/\/huggingface\.co\/([^/]+\/[^/]+)\/(?:resolve|blob)\/([^/]+)\/([^?#]+)/.exec(trimmed);
  if (page !== null) return parseModelRef(`hf:${page[1]}@${page[2]}/${decoded(page[3] ?? "")}`);
  const ref = parseModelRef(trimmed);
  if (ref !== null && ref.kind !== "catalogue") return ref;
  return parseModelRef(`hf:${decoded(trimmed.replace(/^hf:/, ""))}`);
}

/** A path as it is copied from an address: %20 for a space. What is no such path stays as it is. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A model that no list names: looked at first, loaded on a second click. */
export function Elsewhere() {
  const { model } = useControllers();
  const chosen = useApp(({ settings }) => settings.model);
  const hub = useApp(({ settings }) => settings.hub);
  const loading = useApp((state) => state.model.kind === "loading");
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(false);
  const [look, setLook] = useState<Look>({ kind: "none" });
  /** Grows with each question and each edit: an answer to another one is late. */
  const asked = useRef(0);

  async function find() {
    const ref = refOf(text);
    setWrong(ref === null);
    if (ref === null) return;
    setLook({ kind: "looking" });
    const mine = ++asked.current;
    const found = await model.look(ref).then(
      (summary): Look => ({ kind: "seen", summary }),
      (error: unknown): Look => ({ kind: "failed", message: failureOf(error).message }),
    );
    if (mine === asked.current) setLook(found);
  }

  return (
    <Card title="From elsewhere">
      <div className="models-elsewhere">
        <TextField
          label="A file on the hub, or its address"
          value={text}
          placeholder="owner/name/file.gguf"
          hint={`GGUF or safetensors of the families Llama, Qwen 2, Qwen 3 and Gemma 3. ${hub === null ? "" : `${new URL(hub).host} stands in for the hub. `}Nothing is fetched but the file's head until you say so.`}
          error={wrong ? WRONG : null}
          onChange={(value) => {
            setText(value);
            setWrong(false);
            asked.current++;
            setLook({ kind: "none" });
          }}
          onSubmit={() => void find()}
        />
        <Button
          disabled={text.trim() === "" || look.kind === "looking"}
          onClick={() => void find()}
        >
          {look.kind === "looking" ? "Looking…" : "Look at it"}
        </Button>
      </div>
      {look.kind === "failed" && <Notice kind="error">{look.message}</Notice>}
      {look.kind === "seen" && (
        <Seen
          summary={look.summary}
          busy={loading}
          loading={loading && chosen === formatModelRef(look.summary.ref)}
        />
      )}
    </Card>
  );
}

interface SeenProps {
  readonly summary: ModelSummary;
  readonly busy: boolean;
  readonly loading: boolean;
}

function Seen({ summary, busy, loading }: SeenProps) {
  const { model } = useControllers();
  const { name, family, layers, bytes, cachedBytes, memoryBytes, licence, verdict } = summary;
  return (
    <div className="models-seen" role="status">
      <p>
        <b>{name}</b>: {FAMILY_NAMES[family] ?? family}, {layers} layers.{" "}
        {megabytes(bytes - cachedBytes)} to download, {memorySize(memoryBytes)} of memory. Licence:{" "}
        {licence ?? "not stated in the file"}.{" "}
        {summary.vectors === "none"
          ? "It has no emotion vectors yet: they are built here after loading, in an hour or more."
          : "Its emotion vectors are there."}
      </p>
      {summary.verdictReason !== undefined && (
        <p className="model-row-reason">{summary.verdictReason}</p>
      )}
      {loading ? (
        <LoadProgressLine name={name} />
      ) : (
        <Button
          kind="primary"
          disabled={busy || verdict === "too-large"}
          onClick={() => void model.choose(summary.ref)}
        >
          Download and load
        </Button>
      )}
    </div>
  );
}

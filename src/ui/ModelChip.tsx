import { Button } from "./Button.tsx";
import { cx } from "./cx.ts";
import { megabytes, megabytesOf, secondsLeft } from "./format.ts";
import "./model-chip.css";
import { share } from "./Progress.tsx";

export type ModelChipState =
  /** `bytes` is null while the size is not known. */
  | { readonly kind: "idle"; readonly bytes: number | null; readonly cached: boolean }
  /** Another server is named, and the user has not agreed to it. */
  | { readonly kind: "asking"; readonly host: string }
  | {
      readonly kind: "loading";
      readonly phase: "wait" | "download" | "unpack" | "session" | "check";
      readonly done: number;
      readonly total: number;
      readonly cached: boolean;
      readonly secondsLeft: number | null;
    }
  | {
      readonly kind: "ready";
      /** What it runs on: "WebAssembly · 2 threads". */
      readonly where: string;
      readonly busy?: boolean;
    }
  | { readonly kind: "failed"; readonly message: string; readonly retry: boolean };

export interface ModelChipProps {
  readonly name: string;
  /** Where another model is chosen. */
  readonly href: string;
  readonly state: ModelChipState;
  readonly onLoad: () => void;
  readonly onLook: () => void;
  readonly onCancel: () => void;
}

type Loading = Extract<ModelChipState, { kind: "loading" }>;

const PHASES: Record<Loading["phase"], string> = {
  wait: "waiting for another tab that loads it",
  download: "downloading",
  unpack: "unpacking",
  session: "starting",
  check: "checking",
};

/** What the button says that loads the model; its size, unless it is here already. */
export function loadLabel(bytes: number | null, cached: boolean): string {
  if (cached) return "Load model";
  return bytes === null ? "Load model" : `Load model, ${megabytes(bytes)}`;
}

/** What the loading chip says: phase, megabytes, seconds. */
export function loadingText(state: Loading): string {
  const phase = state.phase === "download" && state.cached ? "reading" : PHASES[state.phase];
  const counted = state.phase === "download" || state.phase === "unpack";
  const size = counted ? megabytesOf(state.done, state.total) : "";
  const left = state.secondsLeft === null ? "" : secondsLeft(state.secondsLeft);
  return [`${phase}${size && ` ${size}`}`, left].filter(Boolean).join(" · ");
}

function Ring({ filled }: { readonly filled: number }) {
  const around = 2 * Math.PI * 6;
  return (
    <svg className="chip-ring" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6" />
      <circle cx="8" cy="8" r="6" strokeDasharray={`${filled * around} ${around}`} />
    </svg>
  );
}

/** The model and its state, in the header: what loading costs, how it goes, what runs. */
export function ModelChip({ name, href, state, onLoad, onLook, onCancel }: ModelChipProps) {
  const acts = state.kind === "failed" ? state.retry : state.kind !== "ready";
  return (
    <span className={cx("chip", `chip-${state.kind}`, acts && "chip-action")}>
      {state.kind === "loading" ? (
        <Ring filled={share(state.done, state.total)} />
      ) : (
        <span className="chip-dot" aria-hidden="true" />
      )}
      <a className="chip-name" href={href} title="Choose another model">
        {name}
      </a>
      {state.kind === "idle" && (
        <Button kind="primary" small onClick={onLoad}>
          {loadLabel(state.bytes, state.cached)}
        </Button>
      )}
      {state.kind === "asking" && (
        <Button kind="primary" small title={`Asks ${state.host} about it`} onClick={onLook}>
          Look at it
        </Button>
      )}
      {state.kind === "loading" && (
        <>
          <span className="chip-text number">{loadingText(state)}</span>
          <Button small onClick={onCancel}>
            Cancel
          </Button>
        </>
      )}
      {state.kind === "ready" && <span className="chip-text">{state.where}</span>}
      {state.kind === "failed" && (
        <>
          <span className="chip-text" title={state.message}>
            could not start
          </span>
          {state.retry && (
            <Button small onClick={onLoad}>
              Try again
            </Button>
          )}
        </>
      )}
      <span className="visually-hidden" role="status">
        {spoken(state)}
      </span>
    </span>
  );
}

/** Announced only when the kind of state changes, not with every megabyte. */
function spoken(state: ModelChipState): string {
  if (state.kind === "loading") return `Model: ${PHASES[state.phase]}`;
  if (state.kind === "ready") return "Model ready";
  if (state.kind === "failed") return `The model could not start. ${state.message}`;
  return "";
}

/**
 * Which model is meant, wherever it lies. As text, in links, settings and on the command line:
 *
 *   smollm2-135m-instruct                     an entry of the catalogue
 *   hf:owner/name/path/file.gguf              a file on the Hugging Face hub, on its main branch
 *   hf:owner/name@revision/path/file.gguf     … at a branch, tag or commit
 *   https://example.org/models/file.gguf      a file at any address
 *   kept:<sha256 of the weights>              a file of the user's own, kept in this browser
 *
 * A file is a GGUF (of a split one: any part), or a model.safetensors or its index, with config.json
 * and the tokenizer's files beside it.
 */
export type ModelRef =
  | { readonly kind: "catalogue"; readonly id: string }
  | {
      readonly kind: "hub";
      /** owner/name */
      readonly repo: string;
      readonly revision: string;
      /** Path inside the repository. */
      readonly file: string;
    }
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "kept"; readonly key: string };

export const MAIN_REVISION = "main";

/** Longest text that names a model. */
export const MAX_REF = 500;

const ID = /^[a-z0-9][a-z0-9._-]{0,99}$/;
const HUB = /^hf:([\w.-]{1,96}\/[\w.-]{1,96})(?:@([\w.-]{1,100}))?\/([\w./ +-]{1,300})$/;
const KEPT = /^kept:([0-9a-f]{64})$/;
const MODEL_FILE = /\.(gguf|safetensors|safetensors\.index\.json)$/i;

/** The model that a text names, or null where it names none. */
export function parseModelRef(text: string): ModelRef | null {
  if (text.length > MAX_REF) return null;
  if (ID.test(text)) return { kind: "catalogue", id: text };
  const kept = KEPT.exec(text)?.[1];
  if (kept !== undefined) return { kind: "kept", key: kept };
  const [, repo, revision = MAIN_REVISION, file] = HUB.exec(text) ?? [];
  if (repo !== undefined && file !== undefined) {
    const plain = [...repo.split("/"), revision, ...file.split("/")].every(isPlainPart);
    return plain && MODEL_FILE.test(file) ? { kind: "hub", repo, revision, file } : null;
  }
  return parseAddress(text);
}

/** The text that names a model; parseModelRef's inverse. */
export function formatModelRef(ref: ModelRef): string {
  switch (ref.kind) {
    case "catalogue":
      return ref.id;
    case "hub":
      return `hf:${ref.repo}${ref.revision === MAIN_REVISION ? "" : `@${ref.revision}`}/${ref.file}`;
    case "url":
      return ref.url;
    case "kept":
      return `kept:${ref.key}`;
  }
}

/**
 * The server that a text names, without a slash at its end, or null where it names none: https
 * anywhere, http only on this machine.
 */
export function parseServer(text: string): string | null {
  const url = webAddress(text.trim());
  if (url === null || url.search !== "") return null;
  return url.href.replace(/\/+$/, "");
}

/** A path's part that stays where it is. */
function isPlainPart(part: string): boolean {
  return part !== "" && part !== "." && part !== "..";
}

function parseAddress(text: string): ModelRef | null {
  const url = webAddress(text);
  return url !== null && MODEL_FILE.test(url.pathname) ? { kind: "url", url: url.href } : null;
}

/** https anywhere, http only on this machine; an address with a password in it is refused. */
function webAddress(text: string): URL | null {
  if (text.length > MAX_REF || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  const local = url.hostname === "localhost" || url.hostname === "127.0.0.1";
  if (url.protocol === "http:" && !local) return null;
  if (url.username !== "" || url.password !== "" || url.hash !== "") return null;
  return url;
}

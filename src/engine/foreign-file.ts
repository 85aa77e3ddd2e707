/** What people choose, or servers send, in place of a model: told by its first bytes. */
import { EngineError } from "./errors.ts";

interface Lookalike {
  readonly looks: (start: string) => boolean;
  readonly kind: "corrupt-model" | "unsupported-model";
  readonly message: string;
  /** Set where this is itself a format that is read. */
  readonly format?: WeightsFormat;
}

export type WeightsFormat = "GGUF" | "safetensors";

const SNIFFED_BYTES = 64;

const LOOKALIKES: readonly Lookalike[] = [
  {
    looks: (start) => /^<(!doctype|html|\?xml|head|body|!--)/i.test(start.trimStart()),
    kind: "corrupt-model",
    message:
      "This is a web page, not a model. Its address may lead to a page about the model, or want you to sign in. Download the model's file itself.",
  },
  {
    looks: (start) => start.startsWith("version https://git-lfs"),
    kind: "corrupt-model",
    message:
      "This is a Git LFS pointer, a note of where the model's file lies. Download the large file itself.",
  },
  {
    looks: (start) => start.startsWith("PK\x03\x04") || start.startsWith("\x80\x02"),
    kind: "unsupported-model",
    message:
      "This is a PyTorch or ZIP file, which Moodring does not read. Take the model's GGUF or safetensors file.",
  },
  {
    looks: (start) => /^(lmgg|fmgg|tjgg)/.test(start),
    kind: "unsupported-model",
    message: "This file is older than GGUF, llama.cpp's format of today. Take a newer file.",
  },
  {
    looks: (start) => start.startsWith("GGUF"),
    format: "GGUF",
    kind: "unsupported-model",
    message: "This is a GGUF file, not safetensors. Choose it alone.",
  },
  {
    looks: (start) => start.slice(6, 9) === "\0\0{",
    format: "safetensors",
    kind: "unsupported-model",
    message:
      "This is a safetensors file, not GGUF. Choose it together with its config.json and tokenizer.json.",
  },
  {
    looks: (start) => /^[{[]/.test(start.trimStart()),
    kind: "corrupt-model",
    message: "This is a JSON file, not a model's weights.",
  },
];

/** The format that a file's first bytes are of; null for any other file. */
export function looksLike(file: Uint8Array): WeightsFormat | null {
  return lookalike(file)?.format ?? null;
}

/**
 * The error for a file that turned out not to be of the format that was wanted: what it is instead,
 * or null where its first bytes tell nothing.
 */
export function foreignFile(file: Uint8Array, wanted: WeightsFormat): EngineError | null {
  const found = lookalike(file);
  return found && found.format !== wanted ? new EngineError(found.kind, found.message) : null;
}

function lookalike(file: Uint8Array): Lookalike | undefined {
  const start = String.fromCharCode(...file.subarray(0, SNIFFED_BYTES)).replace("\xef\xbb\xbf", "");
  return LOOKALIKES.find(({ looks }) => looks(start));
}

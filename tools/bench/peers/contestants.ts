/** Who takes part, and which files each needs. Paths are relative to the repository. */

export type Engine = "ours" | "wllama" | "transformers.js";

export interface ContestantEntry {
  readonly id: string;
  readonly engine: Engine;
  /** How the weights are stored. */
  readonly form: string;
  /** The one file without which it cannot run; none for ours. */
  readonly file?: string;
}

export const CACHE = "tools/bench/.cache";
export const REFERENCE = `${CACHE}/reference.json`;
export const REFERENCE_BYTES = `${CACHE}/reference.bin`;
export const ONNX_FOLDER = `${CACHE}/onnx/`;

const wllama = (form: string): ContestantEntry => ({
  id: `wllama-${form.toLowerCase()}`,
  engine: "wllama",
  form,
  file: `${CACHE}/gguf/${form.toLowerCase()}.gguf`,
});
const transformers = (form: string, file: string): ContestantEntry => ({
  id: `transformers-${form}`,
  engine: "transformers.js",
  form,
  file: `${ONNX_FOLDER}smollm2/onnx/${file}`,
});

export const CONTESTANTS: readonly ContestantEntry[] = [
  { id: "ours", engine: "ours", form: "exact fp32" },
  wllama("Q4_1"),
  wllama("Q8_0"),
  wllama("Q4_0"),
  transformers("fp32", "model.onnx"),
  transformers("q8", "model_quantized.onnx"),
  transformers("q4", "model_q4.onnx"),
];

export function contestantName({ engine, form }: ContestantEntry): string {
  return `${engine}, ${form}`;
}

/** @throws RangeError for an id that nobody has */
export function contestant(id: string): ContestantEntry {
  const found = CONTESTANTS.find((entry) => entry.id === id);
  if (!found) throw new RangeError(`no contestant is called ${id}`);
  return found;
}

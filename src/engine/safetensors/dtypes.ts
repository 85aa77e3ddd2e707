/** The format's types of numbers. */
import { EngineError } from "../errors.ts";

/** Bytes a number. Types of less than a byte are not among them. */
export const DTYPES = {
  ...{ BOOL: 1, U8: 1, I8: 1, F8_E4M3: 1, F8_E5M2: 1, F8_E8M0: 1 },
  ...{ U16: 2, I16: 2, F16: 2, BF16: 2 },
  ...{ U32: 4, I32: 4, F32: 4 },
  ...{ U64: 8, I64: 8, F64: 8, C64: 8 },
} as const;

export type Dtype = keyof typeof DTYPES;

export function isDtype(name: string): name is Dtype {
  return Object.hasOwn(DTYPES, name);
}

/** ggml's numbers of the types that weights are read from; files may hold others beside them. */
const GGML_TYPES: Partial<Record<Dtype, number>> = { F32: 0, F16: 1, BF16: 30 };

/**
 * The ggml type of the same bytes.
 * @throws EngineError unsupported-model for numbers that are no weights here
 */
export function ggmlType(tensor: string, dtype: Dtype): number {
  const type = GGML_TYPES[dtype];
  if (type === undefined) throw unreadableDtype(tensor, dtype);
  return type;
}

export function unreadableDtype(tensor: string, dtype: string): EngineError {
  return new EngineError(
    "unsupported-model",
    `Tensor ${tensor} has the type ${dtype.slice(0, 20)}, which Moodring does not read. ` +
      "Take a file of the same model with F32, F16 or BF16 weights, or a GGUF.",
  );
}

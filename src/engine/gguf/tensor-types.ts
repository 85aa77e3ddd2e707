/** ggml's tensor types. Source: ggml.h and the Python gguf package. */
import { EngineError } from "../errors.ts";

export type TensorTypeName =
  | ("F32" | "F16" | "BF16")
  | ("Q4_0" | "Q4_1" | "Q5_0" | "Q5_1" | "Q8_0")
  | ("Q2_K" | "Q3_K" | "Q4_K" | "Q5_K" | "Q6_K")
  | ("IQ4_NL" | "IQ4_XS");

export interface TensorType {
  readonly name: TensorTypeName;
  /** Weights a block. */
  readonly blockSize: number;
  readonly blockBytes: number;
}

/** The types that can be read, by ggml's number. */
export const TENSOR_TYPES: ReadonlyMap<number, TensorType> = new Map<number, TensorType>([
  [0, { name: "F32", blockSize: 1, blockBytes: 4 }],
  [1, { name: "F16", blockSize: 1, blockBytes: 2 }],
  [2, { name: "Q4_0", blockSize: 32, blockBytes: 18 }],
  [3, { name: "Q4_1", blockSize: 32, blockBytes: 20 }],
  [6, { name: "Q5_0", blockSize: 32, blockBytes: 22 }],
  [7, { name: "Q5_1", blockSize: 32, blockBytes: 24 }],
  [8, { name: "Q8_0", blockSize: 32, blockBytes: 34 }],
  [10, { name: "Q2_K", blockSize: 256, blockBytes: 84 }],
  [11, { name: "Q3_K", blockSize: 256, blockBytes: 110 }],
  [12, { name: "Q4_K", blockSize: 256, blockBytes: 144 }],
  [13, { name: "Q5_K", blockSize: 256, blockBytes: 176 }],
  [14, { name: "Q6_K", blockSize: 256, blockBytes: 210 }],
  [20, { name: "IQ4_NL", blockSize: 32, blockBytes: 18 }],
  [23, { name: "IQ4_XS", blockSize: 256, blockBytes: 136 }],
  [30, { name: "BF16", blockSize: 1, blockBytes: 2 }],
]);

/** Types that files may hold and that are not read here, so that a message can name them. */
const OTHER_TYPES: ReadonlyMap<number, string> = new Map([
  [4, "Q4_2"],
  [5, "Q4_3"],
  [9, "Q8_1"],
  [15, "Q8_K"],
  [16, "IQ2_XXS"],
  [17, "IQ2_XS"],
  [18, "IQ3_XXS"],
  [19, "IQ1_S"],
  [21, "IQ3_S"],
  [22, "IQ2_S"],
  [24, "I8"],
  [25, "I16"],
  [26, "I32"],
  [27, "I64"],
  [28, "F64"],
  [29, "IQ1_M"],
  [31, "Q4_0_4_4"],
  [32, "Q4_0_4_8"],
  [33, "Q4_0_8_8"],
  [34, "TQ1_0"],
  [35, "TQ2_0"],
  [36, "IQ4_NL_4_4"],
  [37, "IQ4_NL_4_8"],
  [38, "IQ4_NL_8_8"],
  [39, "MXFP4"],
  [40, "NVFP4"],
  [41, "Q1_0"],
]);

/** The error for a type without a dequantiser. `subject` begins the sentence: “Tensor x has”. */
export function unreadableType(subject: string, type: number): EngineError {
  const name = OTHER_TYPES.get(type) ?? `number ${type}`;
  return new EngineError(
    "unsupported-model",
    `${subject} the type ${name}, which Moodring does not read. ` +
      "Take another file of the same model, such as Q8_0, Q4_K_M or F16.",
  );
}

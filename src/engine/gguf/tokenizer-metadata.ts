/** A GGUF's metadata under "tokenizer.", with the types that a tokenizer needs. */
import { EngineError } from "../errors.ts";
import type { GgufNumbers, GgufValue } from "./types.ts";

/** llama.cpp's numbers for what a token is. */
export const TokenType = {
  normal: 1,
  unknown: 2,
  control: 3,
  userDefined: 4,
  unused: 5,
  byte: 6,
} as const;

export class TokenizerMetadata {
  private readonly values: ReadonlyMap<string, GgufValue>;
  readonly tokens: readonly string[];
  /** A TokenType for each token. */
  readonly types: readonly number[];

  /** @throws EngineError corrupt-model without tokens */
  constructor(values: ReadonlyMap<string, GgufValue>) {
    this.values = values;
    this.tokens = this.texts("tokens");
    this.types = values.has("tokenizer.ggml.token_type")
      ? this.numbers("token_type")
      : this.tokens.map(() => TokenType.normal);
  }

  text(key: string): string | undefined {
    const value = this.values.get(`tokenizer.ggml.${key}`);
    return typeof value === "string" ? value : undefined;
  }

  flag(key: string): boolean | undefined {
    const value = this.values.get(`tokenizer.ggml.${key}`);
    return typeof value === "boolean" ? value : undefined;
  }

  /** The spelling of the token that a number of the metadata names. */
  tokenNamed(key: string): string | undefined {
    const value = this.values.get(`tokenizer.ggml.${key}`);
    return typeof value === "number" ? this.tokens[value] : undefined;
  }

  get chatTemplate(): string | undefined {
    const value = this.values.get("tokenizer.chat_template");
    return typeof value === "string" ? value : undefined;
  }

  /** @throws EngineError corrupt-model */
  texts(key: string): readonly string[] {
    const values = this.values.get(`tokenizer.ggml.${key}`);
    const list: readonly GgufValue[] = Array.isArray(values) ? values : [];
    if (list.length === 0 || !list.every(isText)) throw damaged(key);
    return list;
  }

  /** One number for each token. @throws EngineError corrupt-model */
  numbers(key: string): readonly number[] {
    const values = this.values.get(`tokenizer.ggml.${key}`);
    const list: readonly GgufValue[] = isNumbers(values) ? Array.from(values) : [];
    if (list.length !== this.tokens.length || !list.every(isNumber)) throw damaged(key);
    return list;
  }
}

function isText(value: GgufValue): value is string {
  return typeof value === "string";
}

function isNumber(value: GgufValue): value is number {
  return typeof value === "number" && !Number.isNaN(value);
}

/** Any list: what is in it is looked at one by one. */
function isNumbers(value: GgufValue | undefined): value is GgufNumbers {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

function damaged(key: string): EngineError {
  return new EngineError(
    "corrupt-model",
    `This model file lacks a usable tokenizer.ggml.${key}. Download it again, or take tokenizer.json from the model's page.`,
  );
}

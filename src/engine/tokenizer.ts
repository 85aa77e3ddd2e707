/**
 * Text to tokens and back, for byte-level BPE tokenizers and the sentencepiece kind. What a user
 * wrote never becomes a control token: special tokens spelled out in it are read as plain characters.
 */
import { Tokenizer } from "@huggingface/tokenizers";
import type { Message } from "../core/chat.ts";
import { PieceDecoder, tokenBytes, wellFormed } from "../core/pieces.ts";
import { sentencepieceBytes, sentencepieceTextBytes } from "../core/sentencepieces.ts";
import { byteSpans, type PieceSpan } from "../core/token-spans.ts";
import { type ChatTemplate, compileChatTemplate } from "./chat-template.ts";
import { EngineError } from "./errors.ts";
import { type AddedToken, AddedTokens } from "./tokenizer-added.ts";
import { parseTokenizerFiles, type TokenizerFiles } from "./tokenizer-files.ts";
import { normalise, sourceSpan } from "./tokenizer-normaliser.ts";
import { locateContents, quoteChat, standIns } from "./tokenizer-quoting.ts";
import { mergeByRanks } from "./tokenizer-scores.ts";

/** A token in its text; see TokenSpan in the worker's contract. */
export interface EncodedToken {
  readonly id: number;
  readonly start: number;
  readonly end: number;
  readonly partial: boolean;
  readonly special: boolean;
}

export interface Encoded {
  /** What the offsets index: the well-formed text, or the rendered template. */
  readonly text: string;
  readonly tokens: readonly EncodedToken[];
  /** Where each chat message's own words lie in `text`; empty for plain text. */
  readonly contents: readonly { readonly start: number; readonly end: number }[];
  /** Sentences on how a chat was put that a reader should know; most often none. */
  readonly notes: readonly string[];
}

/** Control tokens that end a reply in one family or another, besides the file's own end of text. */
const REPLY_ENDS = [
  "<|endoftext|>",
  "<|im_end|>",
  "<|eot_id|>",
  "<|eom_id|>",
  "<|end_of_text|>",
  "<end_of_turn>",
  "<eos>",
] as const;

interface SegmentOptions {
  /** The segment goes on from text before it. */
  readonly continues?: boolean;
}

export class TextTokenizer {
  private readonly files: TokenizerFiles;
  private readonly model: Tokenizer;
  private readonly addedById: ReadonlyMap<number, AddedToken>;
  private readonly specials: AddedTokens;
  /** Tokens that are no control tokens, looked for before and after normalisation. */
  private readonly spelled: AddedTokens;
  private readonly spelledNormal: AddedTokens;
  private readonly template: ChatTemplate;
  /** Ids that end a reply. */
  readonly stopIds: ReadonlySet<number>;

  /**
   * @param tokenizerJson tokenizer.json, parsed; @param tokenizerConfig tokenizer_config.json, parsed
   * @throws EngineError corrupt-model, unsupported-model
   */
  constructor(tokenizerJson: unknown, tokenizerConfig: unknown) {
    const files = parseTokenizerFiles(tokenizerJson, tokenizerConfig);
    this.files = files;
    this.model = buildModel(files);
    this.addedById = new Map(files.added.map((token) => [token.id, token]));
    this.specials = new AddedTokens(files.added.filter(({ special }) => special));
    const plain = files.added.filter(({ special }) => !special);
    this.spelled = new AddedTokens(plain.filter(({ normalized }) => !normalized));
    this.spelledNormal = new AddedTokens(
      plain
        .filter(({ normalized }) => normalized)
        .map((token) => ({ ...token, content: this.normalise(token.content, true).text }))
        .filter(({ content }) => content !== ""),
    );
    this.template = compileChatTemplate(files.config);
    const ends = new Set<string | undefined>([files.config.eos_token, ...REPLY_ENDS]);
    this.stopIds = new Set(
      files.added
        .filter(({ special, content }) => special && ends.has(content))
        .map(({ id }) => id),
    );
  }

  /** A text that stands alone, after what the model opens texts with. Half surrogates become U+FFFD. */
  encodeText(text: string): Encoded {
    const clean = wellFormed(text);
    const tokens = [...this.opening(), ...this.segment(clean, 0)];
    return { text: clean, tokens, contents: [], notes: [] };
  }

  /** Ids of a text that goes on from another: nothing is put before it. */
  encodeContinuation(text: string): number[] {
    return this.segment(wellFormed(text), 0, { continues: true }).map(({ id }) => id);
  }

  /** A chat through the model's template; `openReply` adds the opening of the assistant's turn. */
  encodeChat(messages: readonly Message[], openReply: boolean): Encoded {
    const { messages: clean, quoted, restore } = quoteChat(messages, this.specials);
    const { text: rendered, notes, plainTurns } = this.template(quoted, openReply);
    // A template writes the opening itself.
    const tokens: EncodedToken[] = plainTurns ? this.opening() : [];
    let text = "";
    for (const part of this.specials.split(rendered)) {
      const words = restore(rendered.slice(part.start, part.end));
      if (part.token) {
        const [start, end] = [text.length, text.length + words.length];
        tokens.push({ id: part.token.id, start, end, partial: false, special: true });
      } else {
        tokens.push(...this.segment(words, text.length));
      }
      text += words;
    }
    const skeleton = this.template(standIns(clean), openReply).text;
    return { text, tokens, contents: locateContents(text, clean, skeleton), notes };
  }

  /** What a reader should know of how this model takes chats: no template of its own, for one. */
  chatNotes(): readonly string[] {
    return this.encodeChat([{ role: "user", content: "Hello" }], true).notes;
  }

  /** What a token adds to a text; call `end` for what is left open. Control tokens add nothing. */
  pieces(): { push(id: number): string; end(): string } {
    const decoder = new PieceDecoder();
    return {
      push: (id) => decoder.pushBytes(this.textBytes(id)),
      end: () => decoder.end(),
    };
  }

  /** The text of ids, without control tokens. */
  decode(ids: readonly number[]): string {
    const pieces = this.pieces();
    const text = ids.map((id) => pieces.push(id)).join("") + pieces.end();
    const { kind, normal } = this.files;
    // The blank that the sentencepiece kind puts before a text is not part of it.
    const prefixed = kind === "sentencepiece" && normal.some((step) => step.kind === "prepend");
    return prefixed && text.startsWith(" ") ? text.slice(1) : text;
  }

  /**
   * Checks that every token that a text can become has a row among the weights.
   * @param rows rows of the embedding
   * @throws EngineError corrupt-model
   */
  fitTo(rows: number): void {
    const needed = Math.max(this.files.largestId, ...this.files.bos.map(({ id }) => id)) + 1;
    if (needed <= rows) return;
    throw new EngineError(
      "corrupt-model",
      `The tokenizer has ${needed.toLocaleString("en-GB")} tokens, the weights have ${rows.toLocaleString("en-GB")}: they are of different models. Take tokenizer.json and the weights from the same place.`,
    );
  }

  private opening(): EncodedToken[] {
    return this.files.bos.map(({ id }) => ({
      id,
      start: 0,
      end: 0,
      partial: false,
      special: true,
    }));
  }

  private segment(text: string, offset: number, options: SegmentOptions = {}): EncodedToken[] {
    return this.spelled.split(text).flatMap(({ start, end, token }) =>
      token
        ? [spelledToken(token, offset + start, offset + end)]
        : this.cut(text.slice(start, end), offset + start, {
            continues: options.continues === true && start === 0,
          }),
    );
  }

  /** A stretch without added tokens that are looked for before normalisation. */
  private cut(text: string, offset: number, { continues }: SegmentOptions): EncodedToken[] {
    const aligned = this.normalise(text, continues !== true);
    const place = (start: number, end: number) => {
      const span = sourceSpan(aligned, start, end);
      return { start: offset + span.start, end: offset + span.end };
    };
    return this.spelledNormal.split(aligned.text).flatMap((part) => {
      if (part.token) {
        const { start, end } = place(part.start, part.end);
        return [spelledToken(part.token, start, end)];
      }
      const { ids, spans } = this.merge(aligned.text.slice(part.start, part.end));
      return spans.map(({ start, end, partial }, i) => ({
        id: ids[i] as number,
        ...place(part.start + start, part.start + end),
        partial,
        special: false,
      }));
    });
  }

  private normalise(text: string, prepend: boolean) {
    return normalise(text, this.files.normal, { prepend });
  }

  private merge(text: string): { ids: number[]; spans: PieceSpan[] } {
    const { ids, tokens } = this.model.encode(text, { add_special_tokens: false });
    const bytesOf = this.files.kind === "bytes" ? tokenBytes : sentencepieceBytes;
    try {
      return { ids, spans: byteSpans(text, tokens.map(bytesOf), this.files.unspelt) };
    } catch (error) {
      throw new EngineError(
        "corrupt-model",
        "The model's tokenizer does not give back the text that it was given. Download the model again.",
        { cause: error },
      );
    }
  }

  private textBytes(id: number): Uint8Array {
    const added = this.addedById.get(id);
    if (added?.special) return new Uint8Array();
    const token = added?.content ?? this.model.id_to_token(id) ?? "";
    if (this.files.kind === "sentencepiece") return sentencepieceTextBytes(token);
    return added ? new TextEncoder().encode(token) : tokenBytes(token);
  }
}

function buildModel({ json, ranks }: TokenizerFiles): Tokenizer {
  try {
    const model = new Tokenizer(json, {});
    if (ranks) mergeByRanks(model, ranks);
    return model;
  } catch (error) {
    throw new EngineError(
      "corrupt-model",
      "The model's tokenizer cannot be used: an expression in it is damaged. Download the model again.",
      { cause: error },
    );
  }
}

function spelledToken({ id }: AddedToken, start: number, end: number): EncodedToken {
  return { id, start, end, partial: false, special: false };
}

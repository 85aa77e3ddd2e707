/**
 * Text to tokens and back, for byte-level BPE tokenizers. What a user wrote never becomes a control
 * token: special tokens spelled out in it are read as plain characters.
 */
import { Tokenizer } from "@huggingface/tokenizers";
import type { Message } from "../core/chat.ts";
import { PieceDecoder, tokenSpans, wellFormed } from "../core/pieces.ts";
import { type ChatTemplate, compileChatTemplate } from "./chat-template.ts";
import { parseTokenizerFiles } from "./tokenizer-files.ts";

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
}

/** Characters that no text may hold (Unicode noncharacters): one of them marks escaped special tokens. */
const MARKS = Array.from({ length: 32 }, (_, i) => String.fromCharCode(0xfdd0 + i));

export class TextTokenizer {
  private readonly plain: Tokenizer;
  private readonly specials: ReadonlyMap<string, number>;
  private readonly specialPattern: RegExp;
  private readonly specialIds: ReadonlySet<number>;
  private readonly template: ChatTemplate;
  private readonly unspelt: ReadonlySet<number>;
  /** Ids that end a reply. */
  readonly stopIds: ReadonlySet<number>;

  /**
   * @param tokenizerJson tokenizer.json, parsed; @param tokenizerConfig tokenizer_config.json, parsed
   * @throws EngineError corrupt-model
   */
  constructor(tokenizerJson: unknown, tokenizerConfig: unknown) {
    const { json, config, specials, unspelt } = parseTokenizerFiles(tokenizerJson, tokenizerConfig);
    this.plain = new Tokenizer({ ...json, added_tokens: [] }, config);
    this.specials = specials;
    this.specialIds = new Set(specials.values());
    this.specialPattern = new RegExp(`(${[...specials.keys()].map(escapePattern).join("|")})`, "g");
    this.unspelt = unspelt;
    this.template = compileChatTemplate(config);
    const stops = [config.eos_token, "<|endoftext|>"].flatMap((name) => {
      const id = name === undefined ? undefined : specials.get(name);
      return id === undefined ? [] : [id];
    });
    this.stopIds = new Set(stops);
  }

  /** Plain text. Half surrogates become U+FFFD. */
  encodeText(text: string): Encoded {
    const clean = wellFormed(text);
    return { text: clean, tokens: this.segment(clean, 0), contents: [] };
  }

  /** A chat through the model's template; `openReply` adds the opening of the assistant's turn. */
  encodeChat(messages: readonly Message[], openReply: boolean): Encoded {
    const clean = messages.map(({ role, content }) => ({ role, content: wellFormed(content) }));
    const mark = MARKS.find((m) => !clean.some(({ content }) => content.includes(m))) ?? "";
    const rendered = this.template(
      clean.map(({ role, content }) => ({ role, content: this.escape(content, mark) })),
      openReply,
    );
    return this.encodeRendered(rendered, mark, clean);
  }

  /** What a token adds to a text; call `end` for what is left open. Control tokens add nothing. */
  pieces(): { push(id: number): string; end(): string } {
    const decoder = new PieceDecoder();
    return {
      push: (id) => (this.specialIds.has(id) ? "" : decoder.push(this.plain.id_to_token(id) ?? "")),
      end: () => decoder.end(),
    };
  }

  /** The text of ids, without control tokens. */
  decode(ids: readonly number[]): string {
    const pieces = this.pieces();
    return ids.map((id) => pieces.push(id)).join("") + pieces.end();
  }

  private encodeRendered(rendered: string, mark: string, messages: readonly Message[]): Encoded {
    const tokens: EncodedToken[] = [];
    let text = "";
    for (const part of rendered.split(this.specialPattern)) {
      const special = this.specials.get(part);
      if (special === undefined) {
        const words = mark ? part.replaceAll(mark, "") : part;
        tokens.push(...this.segment(words, text.length));
        text += words;
      } else {
        const [start, end] = [text.length, text.length + part.length];
        tokens.push({ id: special, start, end, partial: false, special: true });
        text += part;
      }
    }
    return { text, tokens, contents: locate(text, messages) };
  }

  private segment(text: string, offset: number): EncodedToken[] {
    if (text === "") return [];
    const { ids, tokens } = this.plain.encode(text, { add_special_tokens: false });
    return tokenSpans(text, tokens, this.unspelt).map((span, i) => ({
      id: ids[i] ?? 0,
      start: offset + span.start,
      end: offset + span.end,
      partial: span.partial,
      special: false,
    }));
  }

  /** Puts the mark into special tokens that are spelled out, so that the template's own stand out. */
  private escape(content: string, mark: string): string {
    return content.replace(
      this.specialPattern,
      (token) => token.slice(0, 1) + mark + token.slice(1),
    );
  }
}

function locate(text: string, messages: readonly Message[]): { start: number; end: number }[] {
  let from = 0;
  return messages.map(({ content }) => {
    const words = content.trim();
    const start = text.indexOf(words, from);
    if (start < 0) return { start: from, end: from };
    from = start + words.length;
    return { start, end: from };
  });
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

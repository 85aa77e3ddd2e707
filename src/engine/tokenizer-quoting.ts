/**
 * Keeps what a person wrote apart from what a template writes: control tokens spelled out in a
 * message are replaced by placeholders while the template runs, and put back as plain characters.
 */
import type { Message } from "../core/chat.ts";
import { wellFormed } from "../core/pieces.ts";
import type { AddedTokens } from "./tokenizer-added.ts";

/** Characters that no text may hold (Unicode noncharacters): one of them frames the placeholders. */
const FRAMES = Array.from({ length: 32 }, (_, i) => String.fromCharCode(0xfdd0 + i));

export interface QuotedChat {
  /** The messages, well-formed, as they are to be found in the text. */
  readonly messages: readonly Message[];
  /** The same for the template. */
  readonly quoted: readonly Message[];
  /** Puts the characters back into what the template wrote. */
  restore(rendered: string): string;
}

export function quoteChat(messages: readonly Message[], specials: AddedTokens): QuotedChat {
  let clean = messages.map(({ role, content }) => ({ role, content: wellFormed(content) }));
  const free = FRAMES.find((frame) => !clean.some(({ content }) => content.includes(frame)));
  const frame = free ?? "\ufdd0";
  if (free === undefined) {
    // A text with all of them is no text: one gives way.
    clean = clean.map(({ role, content }) => ({
      role,
      content: content.replaceAll(frame, "\ufffd"),
    }));
  }
  const spelled: string[] = [];
  const quoted = clean.map(({ role, content }) => ({
    role,
    content: specials
      .split(content)
      .map(({ start, end, token }) => {
        const words = content.slice(start, end);
        return token ? `${frame}${spelled.push(words) - 1}${frame}` : words;
      })
      .join(""),
  }));
  const placeholder = new RegExp(`${frame}(\\d+)${frame}`, "g");
  const restore = (rendered: string): string =>
    rendered.replace(placeholder, (_, index: string) => spelled[Number(index)] ?? "");
  return { messages: clean, quoted, restore };
}

/** Where each message's own words lie in `text`, looked for in order. */
export function locateContents(
  text: string,
  messages: readonly Message[],
): { start: number; end: number }[] {
  let from = 0;
  return messages.map(({ content }) => {
    const words = content.trim();
    const start = text.indexOf(words, from);
    if (start < 0) return { start: from, end: from };
    from = start + words.length;
    return { start, end: from };
  });
}

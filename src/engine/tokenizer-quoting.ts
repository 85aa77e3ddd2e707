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

/**
 * Where each message's own words lie in `text`. `skeleton` is what the template writes around
 * stand-ins (see standIns): words as short as "a" are then not found in the template itself. A
 * template may trim its messages. Where one does more than that (Qwen's leave out the thoughts of
 * earlier answers), its words count as empty, and the next are looked for behind their lead-in.
 */
export function locateContents(
  text: string,
  messages: readonly Message[],
  skeleton: string,
): { start: number; end: number }[] {
  const around = skeleton.split(STAND_IN);
  let at = 0;
  let sure = true;
  return messages.map(({ content }, i) => {
    const lead = around[i] ?? "";
    const forms = [content, content.trim()];
    const direct = at + lead.length;
    const form = sure ? forms.find((each) => text.startsWith(each, direct)) : undefined;
    const place = form === undefined ? behindLead(text, lead, forms, at) : span(direct, form);
    sure = place !== null;
    at = place?.end ?? at;
    return place ?? { start: at, end: at };
  });
}

/** How much of what is written before a message tells it from others. */
const LEAD_LENGTH = 24;

function behindLead(
  text: string,
  lead: string,
  forms: readonly string[],
  from: number,
): { start: number; end: number } | null {
  const tail = lead.slice(-LEAD_LENGTH);
  for (const form of forms) {
    const found = text.indexOf(tail + form, from);
    if (found >= 0) return span(found + tail.length, form);
  }
  return null;
}

function span(start: number, words: string): { start: number; end: number } {
  return { start, end: start + words.length };
}

const STAND_IN = "\ufdd0words\ufdd0";

/** The same chat with a stand-in for every message's words. */
export function standIns(messages: readonly Message[]): Message[] {
  return messages.map(({ role }) => ({ role, content: STAND_IN }));
}

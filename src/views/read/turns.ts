/** A chat's messages and where each lies in the text that its template made. */
import type { Message, Role } from "../../core/chat.ts";
import type { ReadRun } from "../../state/runs.ts";
import type { TextToken } from "../../ui/text/segments.ts";

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  system: "System",
  user: "User",
  assistant: "Assistant",
};

/** One message's own words as a text of their own. */
export interface TurnReading {
  readonly text: string;
  readonly tokens: readonly TextToken[];
  /** Index of its first token among all tokens of the chat. */
  readonly first: number;
}

/** A stretch of tokens that the template adds. */
export interface TemplatePart {
  readonly first: number;
  /** One past its last token. */
  readonly end: number;
}

export interface ChatLayout {
  /** One for each message with words in it, in order. */
  readonly turns: readonly TurnReading[];
  /** Before the first message, between messages, and after the last: one more than turns. */
  readonly parts: readonly TemplatePart[];
}

/** Cuts a chat's run into its messages and what lies around them. */
export function chatLayout({ text, tokens, contents }: ReadRun): ChatLayout {
  const turns: TurnReading[] = [];
  const parts: TemplatePart[] = [];
  let at = 0;
  for (const { start, end } of contents) {
    const from = at;
    while (at < tokens.length && (tokens[at]?.end ?? 0) <= start) at++;
    parts.push({ first: from, end: at });
    const first = at;
    const spans: TextToken[] = [];
    for (; at < tokens.length && (tokens[at]?.start ?? end) < end; at++) {
      const token = tokens[at];
      if (token === undefined) break;
      spans.push({
        start: Math.max(token.start, start) - start,
        end: Math.min(token.end, end) - start,
      });
    }
    turns.push({ text: text.slice(start, end), tokens: spans, first });
  }
  parts.push({ first: at, end: tokens.length });
  return { turns, parts };
}

/** For each message its place among those that have words, or null: empty ones are not read. */
export function readPlaces(messages: readonly Message[]): readonly (number | null)[] {
  let place = 0;
  return messages.map(({ content }) => (content === "" ? null : place++));
}

/** Who speaks next: the other of user and assistant. */
export function nextRole(messages: readonly Message[]): Role {
  return messages.at(-1)?.role === "user" ? "assistant" : "user";
}

/** `messages` with one replaced. */
export function withMessage(
  messages: readonly Message[],
  index: number,
  patch: Partial<Message>,
): readonly Message[] {
  return messages.map((message, at) => (at === index ? { ...message, ...patch } : message));
}

/** Token text with its line breaks as signs, for tokens that are shown in one line. */
export function visibleToken(text: string): string {
  return text.replaceAll("\n", "⏎");
}

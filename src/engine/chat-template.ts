/** A chat as one text: through the model's own template, or as plain turns where that fails. */
import { Environment, Template } from "@huggingface/jinja";
import type { Message } from "../core/chat.ts";
import { strftimeOfTemplateDay, TEMPLATE_DAY } from "./chat-template-date.ts";
import { BoundedInterpreter, templateBudget } from "./chat-template-interpreter.ts";
import type { TokenizerConfigFile } from "./tokenizer-config.ts";

export interface RenderedChat {
  readonly text: string;
  /** What the reader should know about how the chat was put: sentences, most often none. */
  readonly notes: readonly string[];
  /** The model's template was not used. */
  readonly plainTurns: boolean;
}

/** Never throws. */
export type ChatTemplate = (messages: readonly Message[], openReply: boolean) => RenderedChat;

const PLAIN_TURNS = "The chat is read as plain turns: “Human: … Assistant: …”.";
export const NOTES = {
  noTemplate: `This model has no chat template. ${PLAIN_TURNS}`,
  unreadable: (why: string) => `The model's chat template cannot be read (${why}). ${PLAIN_TURNS}`,
  refused: (why: string) => `The model's chat template refused this chat (${why}). ${PLAIN_TURNS}`,
  system:
    "The model's chat template takes no system message. Its text was put before the first message of the user.",
  date: `The model's chat template writes today's date. It is told ${TEMPLATE_DAY} always, so that a link gives the same tokens on any day.`,
} as const;

const LONGEST_TEMPLATE = 100_000;
/** The template reader needs time that grows with the square of these. */
const LONGEST_BLANK = 1000;

type Program = Template["parsed"];

/** The model's own chat template, compiled. A model without one reads plain turns. */
export function compileChatTemplate(config: TokenizerConfigFile): ChatTemplate {
  const source = config.chat_template;
  if (source === undefined) return (...chat) => plain(chat, NOTES.noTemplate);
  let program: Program;
  try {
    program = parse(source);
  } catch (error) {
    const why = reason(error);
    return (...chat) => plain(chat, NOTES.unreadable(why));
  }
  const names = {
    bos_token: config.bos_token ?? "",
    eos_token: config.eos_token ?? "",
    pad_token: config.pad_token ?? "",
    unk_token: config.unk_token ?? "",
  };
  return (messages, openReply) => {
    try {
      return renderWithSystem(program, names, messages, openReply);
    } catch (error) {
      return plain([messages, openReply], NOTES.refused(reason(error)));
    }
  };
}

function parse(source: string): Program {
  const blank = new RegExp(`\\s{${LONGEST_BLANK}}`);
  if (source.length > LONGEST_TEMPLATE || blank.test(source)) throw new Error("it is too long");
  return new Template(source).parsed;
}

/** Where a template raises on a system message, or leaves it out, the user's first message takes it in. */
function renderWithSystem(
  program: Program,
  names: object,
  messages: readonly Message[],
  openReply: boolean,
): RenderedChat {
  const merged = withoutSystem(messages);
  let failure: unknown;
  try {
    const chat = render(program, names, messages, openReply);
    if (!merged || keepsSystem(chat.text, messages)) return chat;
  } catch (error) {
    failure = error;
  }
  if (!merged) throw failure;
  const chat = render(program, names, merged, openReply);
  return { ...chat, notes: [NOTES.system, ...chat.notes] };
}

function render(
  program: Program,
  names: object,
  messages: readonly Message[],
  openReply: boolean,
): RenderedChat {
  let dated = false;
  const globals = {
    ...names,
    ...{ true: true, false: false, none: null, True: true, False: false, None: null },
    messages: messages.map(({ role, content }) => ({ role, content })),
    add_generation_prompt: openReply,
    // The reference gives these to every template.
    tools: null,
    documents: null,
    raise_exception: (why: unknown) => {
      throw new Error(String(why));
    },
    range,
    strftime_now: (format: unknown) => {
      dated = true;
      return strftimeOfTemplateDay(String(format));
    },
  };
  const environment = new Environment();
  for (const [name, value] of Object.entries(globals)) environment.set(name, value);
  const length = messages.reduce((sum, { content }) => sum + content.length, 0);
  const budget = templateBudget(length, messages.length);
  const text = new BoundedInterpreter(program, environment, budget).run(program).value;
  if (typeof text !== "string") throw new Error("it writes no text");
  return { text, notes: dated ? [NOTES.date] : [], plainTurns: false };
}

/** Python's range, of a length that a chat may need. */
function range(...args: unknown[]): number[] {
  const [first = 0, second, step = 1] = args.map(Number);
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  const length = Math.ceil((stop - start) / step);
  if (!(Math.abs(length) <= 10_000)) throw new Error("its range is too long");
  return Array.from({ length: Math.max(0, length) }, (_, i) => start + i * step);
}

/** The chat with its system messages put before the user's first; null where there is nothing to put. */
function withoutSystem(messages: readonly Message[]): Message[] | null {
  const system = messages.filter(({ role }) => role === "system");
  const rest = messages.filter(({ role }) => role !== "system");
  const first = rest.findIndex(({ role }) => role === "user");
  const user = rest[first];
  if (system.length === 0 || !user) return null;
  const words = [...system, user].map(({ content }) => content).filter((content) => content !== "");
  return rest.with(first, { role: "user", content: words.join("\n\n") });
}

function keepsSystem(text: string, messages: readonly Message[]): boolean {
  return messages.every(({ role, content }) => role !== "system" || text.includes(content.trim()));
}

function plain([messages, openReply]: Parameters<ChatTemplate>, note: string): RenderedChat {
  return { text: plainTurns(messages, openReply), notes: [note], plainTurns: true };
}

/** For a base model: "Human: … Assistant:" turns. */
function plainTurns(messages: readonly Message[], openReply: boolean): string {
  const names = { system: "", user: "Human: ", assistant: "Assistant: " };
  const turns = messages.map(({ role, content }) => `${names[role]}${content}\n\n`).join("");
  return openReply ? `${turns}Assistant:` : turns;
}

/** An error's own words, short and without marks of escaped tokens. */
function reason(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  const clean = words.replace(/[\p{Cn}\p{Cc}\s]+/gu, " ").trim();
  return clean.length > 120 ? `${clean.slice(0, 119)}…` : clean || "it gives no reason";
}

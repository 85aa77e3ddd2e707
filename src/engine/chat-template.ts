import { Template } from "@huggingface/jinja";
import type { Message } from "../core/chat.ts";
import { EngineError } from "./errors.ts";
import type { TokenizerConfigFile } from "./tokenizer-files.ts";

export type ChatTemplate = (messages: readonly Message[], openReply: boolean) => string;

/**
 * The model's own chat template, compiled. A model without one reads plain turns.
 * @throws EngineError corrupt-model (a template that does not parse); when rendering, bad-input
 */
export function compileChatTemplate(config: TokenizerConfigFile): ChatTemplate {
  if (config.chat_template === undefined) return plainTurns;
  let template: Template;
  try {
    template = new Template(config.chat_template);
  } catch (error) {
    throw new EngineError("corrupt-model", "The model's chat template cannot be read.", {
      cause: error,
    });
  }
  return (messages, openReply) => {
    try {
      return template.render({
        messages: messages.map((message) => ({ ...message })),
        add_generation_prompt: openReply,
        bos_token: config.bos_token ?? "",
        eos_token: config.eos_token ?? "",
      });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new EngineError("bad-input", `The model's chat template refused this chat: ${why}`, {
        cause: error,
      });
    }
  };
}

/** For a base model: "Human: … Assistant:" turns. */
function plainTurns(messages: readonly Message[], openReply: boolean): string {
  const names = { system: "", user: "Human: ", assistant: "Assistant: " };
  const turns = messages.map(({ role, content }) => `${names[role]}${content}\n\n`).join("");
  return openReply ? `${turns}Assistant:` : turns;
}

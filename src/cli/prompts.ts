/** Checks on prompts that the tokenizer makes, before any line is run. */
import * as v from "valibot";
import type { Prompt } from "../core/chat.ts";
import { EngineError } from "../engine/errors.ts";
import type { Model } from "../engine/model.ts";
import { UsageError } from "./usage-error.ts";

/** Chat messages of an input line; keys besides role and content are let be. */
export const Messages = v.pipe(
  v.array(
    v.looseObject({
      role: v.picklist(
        ["system", "user", "assistant"],
        "the role is not system, user or assistant",
      ),
      content: v.string("the content is not a string"),
    }),
    "messages is not a list",
  ),
  v.minLength(1, "there is no message"),
);

/** Fewest tokens that have a mean: the first token of a text never enters it. */
const FEWEST_FOR_MEAN = 2;

/**
 * Says which input it is when the engine would refuse it: empty, or longer than the context.
 * @param room tokens that must still fit behind the prompt
 * @throws UsageError starting with `where`
 */
export function checkPrompt(model: Model, prompt: Prompt, room: number, where: string): void {
  try {
    model.promptIds(prompt, room);
  } catch (error) {
    if (error instanceof EngineError && error.kind === "bad-input") {
      throw new UsageError(`${where}: ${error.message}`);
    }
    throw error;
  }
}

/** A mean needs two tokens of the text, or of a chat's last message. @throws UsageError */
export function checkMean({ tokenizer }: Model, prompt: Prompt, where: string): void {
  const words =
    prompt.kind === "text" ? prompt.text : (prompt.messages.at(-1)?.content.trim() ?? "");
  if (tokenizer.encodeText(words).tokens.length >= FEWEST_FOR_MEAN) return;
  throw new UsageError(
    `${where}: a mean needs at least two tokens, because a text's first one never enters it. Write more.`,
  );
}

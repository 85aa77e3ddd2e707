/** tokenizer_config.json: the chat template, and which tokens open and end texts. */
import * as v from "valibot";

/** A token by its spelling; newer files write it as an added token. */
const NamedToken = v.pipe(
  v.nullish(v.union([v.string(), v.looseObject({ content: v.string() })])),
  v.transform((token) => (typeof token === "object" ? token?.content : token) ?? undefined),
);

/** One template, or several by name, of which "default" is meant for chats. */
const ChatTemplates = v.pipe(
  v.nullish(
    v.union([
      v.string(),
      v.pipe(
        v.array(v.looseObject({ name: v.string(), template: v.string() })),
        v.transform((all) => (all.find(({ name }) => name === "default") ?? all[0])?.template),
      ),
    ]),
  ),
  v.transform((template) => template ?? undefined),
);

export const TokenizerConfig = v.object({
  chat_template: ChatTemplates,
  bos_token: NamedToken,
  eos_token: NamedToken,
  pad_token: NamedToken,
  unk_token: NamedToken,
  add_bos_token: v.nullish(v.boolean()),
});

export type TokenizerConfigFile = v.InferOutput<typeof TokenizerConfig>;

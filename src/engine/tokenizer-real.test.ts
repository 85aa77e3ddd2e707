/**
 * The vocabularies of two real models, when MOODRING_REAL_MODELS names the folder that holds their
 * files; see tools/reference/README.md.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Message } from "../core/chat.ts";
import { readGgufHeader } from "./gguf/reader.ts";
import { ggufTokenizer } from "./gguf/tokenizer.ts";
import { fileSource } from "./node/file-source.ts";
import { TextTokenizer } from "./tokenizer.ts";

interface Fixture {
  readonly file: string;
  readonly texts: readonly string[];
  readonly ids: readonly (readonly number[])[];
  readonly chats?: readonly {
    readonly messages: readonly Message[];
    readonly openReply: boolean;
    readonly text: string;
    readonly ids: readonly number[];
  }[];
}

const folder = process.env.MOODRING_REAL_MODELS ?? "";

describe.each(["qwen2.5-coder-0.5b-instruct", "gemma-3-270m"])("the vocabulary of %s", (name) => {
  const fixture = JSON.parse(
    readFileSync(new URL(`./fixtures/tokenizers/${name}.json`, import.meta.url), "utf8"),
  ) as Fixture;
  const path = join(folder, fixture.file);

  it.skipIf(folder === "" || !existsSync(path))(
    `gives the reference's ids for ${fixture.texts.length} awkward strings and the chats`,
    async () => {
      const header = await readGgufHeader(await fileSource(path));
      const { tokenizerJson, tokenizerConfig } = ggufTokenizer(header);
      const tokenizer = new TextTokenizer(tokenizerJson, tokenizerConfig);
      for (const [i, text] of fixture.texts.entries()) {
        const ids = tokenizer.encodeText(text).tokens.map(({ id }) => id);
        expect(ids, JSON.stringify(text)).toEqual(fixture.ids[i]);
      }
      for (const { messages, openReply, text, ids } of fixture.chats ?? []) {
        const encoded = tokenizer.encodeChat(messages, openReply);
        expect(encoded.text).toBe(text);
        expect(encoded.tokens.map(({ id }) => id)).toEqual(ids);
        expect(encoded.notes).toEqual([]);
      }
      tokenizer.fitTo(header.tensors.get("token_embd.weight")?.dims[1] ?? 0);
      if (!fixture.chats) {
        const chat = tokenizer.encodeChat([{ role: "user", content: "Hi." }], true);
        expect(chat.text).toBe("Human: Hi.\n\nAssistant:");
        expect(chat.notes[0]).toMatch(/no chat template/);
        expect(chat.tokens[0]).toMatchObject({ special: true, start: 0, end: 0 });
      }
    },
    120_000,
  );
});

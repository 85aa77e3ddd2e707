import { describe, expect, it } from "vitest";
import { EngineError } from "./errors.ts";
import { readGgufHeader } from "./gguf/reader.ts";
import { readSafetensorsHeader } from "./safetensors/header.ts";
import { memorySource } from "./testing/memory-source.ts";
import { safetensorsBytes } from "./testing/safetensors-bytes.ts";
import { fixtureBytes } from "./testing/shipped.ts";

const latin = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

const FILES: readonly (readonly [string, Uint8Array, RegExp])[] = [
  ["a web page", latin("<!DOCTYPE html><html><title>Sign in</title>"), /This is a web page/],
  ["an indented web page", latin("\xef\xbb\xbf\r\n  <HTML lang=en></HTML>"), /This is a web page/],
  ["a Git LFS pointer", latin("version https://git-lfs.github.com/spec/v1\n"), /Git LFS pointer/],
  ["a ZIP file", latin("PK\x03\x04\x14\x00\x00\x00\x08\x08archive/data.pkl"), /PyTorch or ZIP/],
  ["a pickle", latin("\x80\x02}q\x00(X\x0c\x00\x00\x00embed.weight"), /PyTorch or ZIP/],
  ["a file from before GGUF", latin("tjgg\x03\x00\x00\x00\x00\x7d\x00\x00"), /older than GGUF/],
  ["a server's answer", latin('{"error":"Repository not found"}'), /a JSON file/],
];

describe("a file that is something else", () => {
  it.each(FILES)("is told when a GGUF or safetensors was wanted: %s", async (_, bytes, message) => {
    for (const read of [readGgufHeader, readSafetensorsHeader]) {
      const error: unknown = await read(memorySource(bytes)).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(EngineError);
      expect((error as EngineError).message).toMatch(message);
    }
  });

  it("tells each format from the other", async () => {
    const safetensors = memorySource(safetensorsBytes({}, 0));
    const gguf = memorySource(fixtureBytes("tiny.gguf"));
    await expect(readGgufHeader(safetensors)).rejects.toThrow(/This is a safetensors file/);
    await expect(readSafetensorsHeader(gguf)).rejects.toThrow(/This is a GGUF file/);
    await expect(readSafetensorsHeader(safetensors)).resolves.toBeDefined();
    await expect(readGgufHeader(gguf)).resolves.toBeDefined();
  });
});

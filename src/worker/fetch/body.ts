/** The bytes of an answer, chunk by chunk, from a server that may fall silent. */
import { EngineError } from "../../engine/errors.ts";
import { ask, brokenOff, fileName } from "./request.ts";
import { beforeSilence, SILENCE_MS } from "./silence.ts";

/** @throws EngineError offline, cancelled */
export async function* bodyChunks(
  response: Response,
  name: string,
  signal: AbortSignal,
  silenceMs = SILENCE_MS,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { value, done } = await beforeSilence(reader.read(), silenceMs);
      if (done) return;
      yield value as Uint8Array<ArrayBuffer>;
    }
  } catch (error) {
    throw brokenOff(name, signal, error);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** No description of a model is longer; a tokenizer.json of a quarter million words is half of it. */
const LONGEST_TEXT = 64 * 2 ** 20;

/** A small text. @throws EngineError like ask, and corrupt-model for one that does not end */
export async function askText(url: string, signal: AbortSignal): Promise<string> {
  const response = await ask(url, { signal, cache: "no-cache" });
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of bodyChunks(response, fileName(url), signal)) {
    bytes += chunk.length;
    if (bytes > LONGEST_TEXT) {
      throw new EngineError(
        "corrupt-model",
        `${fileName(url)} is far longer than such a file can be. Choose another model.`,
      );
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** The bytes of an answer, chunk by chunk, from a server that may fall silent. */
import { brokenOff } from "./request.ts";
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

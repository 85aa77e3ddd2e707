/** The bytes of an answer, chunk by chunk, from a server that may fall silent. */
import { brokenOff } from "./request.ts";

/** A server that sends nothing for so long has hung up without saying so. */
const SILENCE_MS = 60_000;

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
      const { value, done } = await before(silenceMs, reader.read());
      if (done) return;
      yield value as Uint8Array<ArrayBuffer>;
    }
  } catch (error) {
    throw brokenOff(name, signal, error);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function before<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came for ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A graphics processor can go away at any moment: driver reset, sleep, another program. */
import { EngineError } from "../errors.ts";
import type { GraphSession } from "../runtime.ts";

/** What is used of a GPUDevice. */
export interface LosableDevice {
  readonly lost: Promise<{ readonly message: string }>;
}

/**
 * A session whose calls end with `gpu-lost` once its device is gone: ONNX Runtime itself may wait for
 * it forever.
 */
export function watchDevice(session: GraphSession, device: LosableDevice): GraphSession {
  let gone: EngineError | undefined;
  const lost = device.lost.then(({ message }) => {
    gone = new EngineError(
      "gpu-lost",
      `The graphics processor stopped answering${message === "" ? "." : ` (${message}).`}`,
    );
    return gone;
  });
  return {
    async run(feeds, fetches) {
      if (gone) throw gone;
      const result = session.run(feeds, fetches);
      const first = await Promise.race([
        lost,
        // A failed call may be the first sign of a loss that is told a moment later.
        result.catch(async (error: unknown) => {
          await pause(100);
          throw gone ?? error;
        }),
      ]);
      if (first instanceof EngineError) {
        result.catch(() => undefined);
        throw first;
      }
      return first;
    },
    async release() {
      if (gone) return;
      await session.release();
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

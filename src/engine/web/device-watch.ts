/** A graphics processor can go away at any moment: driver reset, sleep, another program. */
import { EngineError } from "../errors.ts";
import type { GraphSession } from "../runtime.ts";

/** What is used of a GPUDevice. */
export interface LosableDevice {
  readonly lost: Promise<{ readonly message: string }>;
}

/**
 * Ends what the device works at with `gpu-lost` once it is gone: ONNX Runtime itself may wait for it
 * forever, in a call and while a session is made.
 */
export class DeviceWatch {
  private gone: EngineError | undefined;
  private readonly loss: Promise<EngineError>;

  constructor(device: LosableDevice) {
    this.loss = device.lost.then(({ message }) => {
      this.gone = new EngineError(
        "gpu-lost",
        `The graphics processor stopped answering${message === "" ? "." : ` (${message}).`}`,
      );
      return this.gone;
    });
  }

  get isLost(): boolean {
    return this.gone !== undefined;
  }

  /** @throws EngineError gpu-lost; whatever the task throws while the device is there */
  async race<T>(task: () => Promise<T>): Promise<T> {
    if (this.gone) throw this.gone;
    const result = task();
    const first = await Promise.race([
      this.loss,
      // A failed call may be the first sign of a loss that is told a moment later.
      result.catch(async (error: unknown) => {
        await pause(100);
        throw this.gone ?? error;
      }),
    ]);
    if (first === this.gone) {
      result.catch(() => undefined);
      throw this.gone;
    }
    return first as T;
  }
}

/** A session whose making and whose calls end with `gpu-lost` once its device is gone. */
export async function watchedSession(
  watch: DeviceWatch,
  make: () => Promise<GraphSession>,
): Promise<GraphSession> {
  const session = await watch.race(make);
  return {
    ...session,
    run: (feeds, fetches) => watch.race(() => session.run(feeds, fetches)),
    async release() {
      if (!watch.isLost) await session.release();
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

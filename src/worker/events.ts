/**
 * Events of a call on their way to the page. They travel on a channel of their own, so that the
 * call's result could overtake them: `settled` waits until the page has had them all.
 */
import * as Comlink from "comlink";

export interface EventSink<E> {
  emit(event: E): void;
  settled(): Promise<void>;
}

/** @param callback the page's function, proxied by comlink */
export function eventSink<E>(callback: (event: E) => void): EventSink<E> {
  const remote = callback as unknown as (event: E) => Promise<void>;
  let last: Promise<unknown> = Promise.resolve();
  return {
    emit(event) {
      // Answers come in order, so that the last one stands for all.
      last = remote(handOver(event)).catch(() => undefined);
    },
    async settled() {
      await last;
      (callback as Partial<Comlink.ProxyMethods>)[Comlink.releaseProxy]?.();
    },
  };
}

/** Hands the event's arrays over without a copy; the engine gives arrays that it no longer uses. */
function handOver<E>(event: E): E {
  const buffers = Object.values(event as object).flatMap((value: unknown) =>
    value instanceof Float32Array && ownsBuffer(value) ? [value.buffer] : [],
  );
  return Comlink.transfer(event, buffers);
}

/** False for a view of something larger, which is copied instead. */
function ownsBuffer(array: Float32Array): array is Float32Array<ArrayBuffer> {
  return array.buffer instanceof ArrayBuffer && array.byteLength === array.buffer.byteLength;
}

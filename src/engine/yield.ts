/**
 * Lets waiting messages in (a cancel, above all) between two steps of a long run. A MessageChannel
 * turn costs microseconds, where a timer in a worker may cost milliseconds.
 */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

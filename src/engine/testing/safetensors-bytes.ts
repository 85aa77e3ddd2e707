/** For tests: a safetensors file from any header, right or wrong. */

/** `header` is text as it is, or JSON to be; `claim` is what the file says of its length. */
export function safetensorsBytes(
  header: unknown,
  dataBytes: number,
  claim?: bigint,
): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(
    typeof header === "string" ? header : JSON.stringify(header),
  );
  const bytes = new Uint8Array(8 + text.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, claim ?? BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

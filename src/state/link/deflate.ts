/** Long texts in links: raw deflate by the platform, written as base64url. */

/** Characters of compressed text that are read at all. */
const MAX_PACKED = 400_000;

async function collect(
  stream: ReadableStream<Uint8Array>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel().catch(() => undefined);
      return null;
    }
    parts.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.byteLength;
  }
  return all;
}

/** Bytes → raw-deflated bytes. */
export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return (await collect(stream, Number.POSITIVE_INFINITY)) ?? new Uint8Array(0);
}

export type Inflated =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly why: "broken" | "too-long" };

/**
 * Raw-deflated bytes → bytes, at most `limit` of them. Reading stops at the limit, so a small bomb
 * never fills the memory.
 */
export async function inflate(bytes: Uint8Array<ArrayBuffer>, limit: number): Promise<Inflated> {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const plain = await collect(stream, limit);
    return plain === null ? { ok: false, why: "too-long" } : { ok: true, bytes: plain };
  } catch {
    return { ok: false, why: "broken" };
  }
}

/** Bytes → base64url without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** base64url or base64 → bytes, or null where it is neither. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w+/-]*={0,2}$/.test(text)) return null;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
  } catch {
    return null;
  }
}

/** Text → base64url of its deflated UTF-8. */
export async function packText(text: string): Promise<string> {
  return toBase64Url(await deflate(new TextEncoder().encode(text)));
}

export type Unpacked =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: "broken" | "too-long" };

/** The inverse of packText. At most `maxChars` UTF-16 units come back. */
export async function unpackText(packed: string, maxChars: number): Promise<Unpacked> {
  if (packed.length > MAX_PACKED) return { ok: false, why: "too-long" };
  const bytes = fromBase64Url(packed);
  if (bytes === null) return { ok: false, why: "broken" };
  // A UTF-16 unit takes at most three bytes of UTF-8.
  const plain = await inflate(bytes, maxChars * 3);
  if (!plain.ok) return plain;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(plain.bytes);
    return text.length > maxChars ? { ok: false, why: "too-long" } : { ok: true, text };
  } catch {
    return { ok: false, why: "broken" };
  }
}

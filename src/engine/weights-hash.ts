/** The one hash that names a model's weights. */

export type Sha256 = (bytes: Uint8Array<ArrayBuffer>) => string | Promise<string>;

/**
 * Of weights in one file the file's own sha256. Of several the sha256 over their hashes, written in
 * hex one behind the other in the order of the parts: it is known as soon as the hashes are, and no
 * byte is read for it.
 */
export async function weightsSha256(hashes: readonly string[], sha256: Sha256): Promise<string> {
  const [first, ...more] = hashes;
  if (first === undefined) throw new Error("weights without a file");
  return more.length === 0 ? first : sha256(new TextEncoder().encode(hashes.join("")));
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenDigest } from "./digest.ts";

describe("tokenDigest", () => {
  it("is FNV-1a", () => {
    expect(tokenDigest([])).toBe("cbf29ce484222325");
    // From the published test vectors of the function: the bytes of "foob".
    const word = (text: string) =>
      new DataView(new TextEncoder().encode(text).buffer).getUint32(0, true);
    expect(tokenDigest([word("foob")])).toBe("dd120e790c2512af");
  });

  it("tells order, length and values apart", () => {
    expect(tokenDigest([1, 2])).not.toBe(tokenDigest([2, 1]));
    expect(tokenDigest([1])).not.toBe(tokenDigest([1, 0]));
    expect(tokenDigest([256])).not.toBe(tokenDigest([1]));
    const ids = fc.array(fc.nat(49151), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(ids, fc.nat(), (list, place) => {
        const at = place % list.length;
        const changed = list.map((id, i) => (i === at ? id + 1 : id));
        expect(tokenDigest(list)).toMatch(/^[0-9a-f]{16}$/);
        expect(tokenDigest(changed)).not.toBe(tokenDigest(list));
      }),
    );
  });
});

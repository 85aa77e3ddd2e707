/** For tests: damage that knows nothing of a format. */
import fc from "fast-check";

type Damage = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

const flips: fc.Arbitrary<Damage> = fc
  .array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 })
  .map((changes) => (bytes) => {
    const out = bytes.slice();
    for (const [at, value] of changes) if (out.length > 0) out[at % out.length] = value;
    return out;
  });
const cut: fc.Arbitrary<Damage> = fc
  .nat()
  .map((at) => (bytes) => bytes.slice(0, at % (bytes.length + 1)));
const swollen: fc.Arbitrary<Damage> = fc.nat(300).map((more) => (bytes) => {
  const out = new Uint8Array(bytes.length + more);
  out.set(bytes);
  return out;
});

/** Mostly no damage: what the structure's own faults bring about should be reached. */
export const byteDamage: fc.Arbitrary<Damage> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Damage>((bytes) => bytes) },
  { weight: 1, arbitrary: flips },
  { weight: 1, arbitrary: cut },
  { weight: 1, arbitrary: swollen },
);

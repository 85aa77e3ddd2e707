/** Adds up how near a contestant comes to the reference, position by position. */
import type { Fidelity, Reference } from "./contract.ts";
import { coarseDivergence, type Divergence, divergence } from "./divergence.ts";

export class Comparison {
  private readonly reference: Reference;
  private readonly rowOf: ReadonlyMap<number, number>;
  private nats = 0;
  private agreed = 0;
  private count = 0;
  private coarse = false;

  constructor(reference: Reference) {
    this.reference = reference;
    this.rowOf = new Map(reference.rows.map((position, row) => [position, row]));
  }

  /** All logits at a position of the text; one that is no row of the reference is passed over. */
  logits(position: number, logits: ArrayLike<number>): void {
    const row = this.rowOf.get(position);
    if (row !== undefined) this.add(divergence(this.probabilities(row), logits));
  }

  /** Log-probabilities of some tokens at a row of the reference. */
  some(row: number, known: ReadonlyMap<number, number>): void {
    this.coarse = true;
    this.add(coarseDivergence(this.probabilities(row), known));
  }

  /** @throws RangeError where not every row has been compared */
  result(): Fidelity {
    const { rows } = this.reference;
    if (this.count !== rows.length) {
      throw new RangeError(`${this.count} of ${rows.length} positions compared`);
    }
    return {
      divergence: this.nats / this.count,
      agreement: this.agreed / this.count,
      positions: this.count,
      lowerBound: this.coarse,
    };
  }

  private probabilities(row: number): Float32Array {
    const { rows, logProbabilities } = this.reference;
    const width = logProbabilities.length / rows.length;
    return logProbabilities.subarray(row * width, (row + 1) * width);
  }

  private add({ nats, agrees }: Divergence): void {
    this.nats += nats;
    this.agreed += Number(agrees);
    this.count += 1;
  }
}

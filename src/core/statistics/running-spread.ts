/** Mean and standard deviation of many columns, fed row by row (Welford's method). */
export class RunningSpread {
  readonly #means: Float64Array;
  readonly #squares: Float64Array;
  #count = 0;

  constructor(readonly columns: number) {
    this.#means = new Float64Array(columns);
    this.#squares = new Float64Array(columns);
  }

  get count(): number {
    return this.#count;
  }

  /** Takes the columns of one row, from `offset` on in `values`. */
  add(values: ArrayLike<number>, offset = 0): void {
    this.#count++;
    for (let j = 0; j < this.columns; j++) {
      const value = values[offset + j] as number;
      const before = value - (this.#means[j] as number);
      this.#means[j] = (this.#means[j] as number) + before / this.#count;
      const after = value - (this.#means[j] as number);
      this.#squares[j] = (this.#squares[j] as number) + before * after;
    }
  }

  means(): Float64Array {
    return this.#means.slice();
  }

  /** Standard deviation of each column (n); NaN before the first row. */
  deviations(): Float64Array {
    return this.#squares.map((squares) => Math.sqrt(squares / this.#count));
  }
}

/** Numbers of rows, to five significant digits: what a result file keeps. */
export function round5(value: number): number {
  return Number(value.toPrecision(5));
}

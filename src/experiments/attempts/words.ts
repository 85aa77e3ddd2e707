/** "+2.4", "−1.9", "0.0" for what rounds to zero. */
export function signed(value: number, digits = 1): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value).toFixed(digits);
  if (Number(size) === 0) return size;
  return `${value > 0 ? "+" : "−"}${size}`;
}

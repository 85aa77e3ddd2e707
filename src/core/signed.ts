const MINUS = "\u2212";

/** "+2.4", "−1.9" with a true minus; "0.0" for what rounds to zero, "–" for no number. */
export function signed(value: number, digits = 1): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value).toFixed(digits);
  if (Number(size) === 0) return size;
  return (value > 0 ? "+" : MINUS) + size;
}

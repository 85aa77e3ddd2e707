export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}
export const emptyCount: Count;
export function readVitest(path: string): Count;
export function readPlaywright(path: string): Count;
export function sum(counts: readonly Count[]): Count;
export function closingLine(count: Count): string;

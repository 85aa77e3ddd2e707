/** A dosage's statistics worked out anew from its file, apart from the code under test. */

export type CsvRow = Readonly<Record<string, string>>;

/** Rows by column name; quoted cells may hold commas and doubled quotes, but no line breaks. */
export function parseCsv(text: string): readonly CsvRow[] {
  const [head, ...lines] = text.trimEnd().split("\r\n").map(cellsOf);
  return lines.map((cells) =>
    Object.fromEntries((head ?? []).map((name, at) => [name, cells[at] ?? ""])),
  );
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .map(([, cell = ""]) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell))
    .slice(0, -1);
}

export interface DoseFigures {
  readonly rho: number;
  readonly p: number;
  readonly rise: number;
  readonly effect: number;
}

/** Spearman's ρ, its exact permutation p, the fitted rise and that in widths of the random rises. */
export function doseStatistics(
  rows: readonly CsvRow[],
  line: "dose" | "control",
  emotion: string,
): DoseFigures {
  const own = rows.filter((row) => row.line === line);
  const doses = own.map((row) => Number(row.dose));
  const column = (name: string) => own.map((row) => Number(row[name]));
  const values = column(emotion);
  const rho = correlation(ranks(doses), ranks(values));
  const orders = permutations(ranks(values));
  const strong = orders.filter(
    (order) => Math.abs(correlation(ranks(doses), order)) >= Math.abs(rho) - 1e-9,
  );
  const random = Array.from({ length: 20 }, (_, at) => rise(doses, column(`random ${at + 1}`)));
  random.sort((a, b) => a - b);
  const width = share(random, 0.95) - share(random, 0.05);
  const climb = rise(doses, values);
  return { rho, p: strong.length / orders.length, rise: climb, effect: climb / width };
}

function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const same = values.filter((other) => other === value).length;
    return below + (same + 1) / 2;
  });
}

function correlation(x: readonly number[], y: readonly number[]): number {
  const mean = (list: readonly number[]) => list.reduce((sum, v) => sum + v, 0) / list.length;
  const [mx, my] = [mean(x), mean(y)];
  const sum = (term: (at: number) => number) => x.reduce((total, _, at) => total + term(at), 0);
  const dx = (at: number) => (x[at] ?? 0) - mx;
  const dy = (at: number) => (y[at] ?? 0) - my;
  return (
    sum((at) => dx(at) * dy(at)) / Math.sqrt(sum((at) => dx(at) ** 2) * sum((at) => dy(at) ** 2))
  );
}

/** Slope of the least-squares line over the doses' ranks, times the range of the ranks. */
function rise(doses: readonly number[], values: readonly number[]): number {
  const x = ranks(doses);
  const middle = (x.length + 1) / 2;
  const up = x.reduce((sum, rank, at) => sum + (rank - middle) * (values[at] ?? 0), 0);
  const square = x.reduce((sum, rank) => sum + (rank - middle) ** 2, 0);
  return (up / square) * (Math.max(...x) - Math.min(...x));
}

/** Value below which a share of a sorted list lies, interpolated. */
function share(sorted: readonly number[], part: number): number {
  const at = part * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? 0;
  return low + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? 0) - low);
}

function permutations(list: readonly number[]): number[][] {
  if (list.length < 2) return [[...list]];
  return list.flatMap((first, at) =>
    permutations([...list.slice(0, at), ...list.slice(at + 1)]).map((rest) => [first, ...rest]),
  );
}

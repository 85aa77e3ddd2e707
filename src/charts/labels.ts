/** Labels at the ends of lines, moved apart so that none covers another. */

/**
 * Positions at least `gap` apart, in the order of `wanted`, inside [low, high], and together as near
 * to the wanted ones as a common shift of each cluster allows. Where they do not fit, they are
 * spread evenly.
 */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  low: number,
  high: number,
): number[] {
  const order = wanted
    .map((_, index) => index)
    .sort((a, b) => at(wanted, a) - at(wanted, b) || a - b);
  const room = high - low;
  const tight = gap * (wanted.length - 1) > room;
  const step = tight && wanted.length > 1 ? room / (wanted.length - 1) : gap;

  // Clusters of labels that touch; each sits at the mean of what its members want.
  interface Cluster {
    readonly members: readonly number[];
    readonly top: number;
  }
  const clusters: Cluster[] = [];
  for (const index of order) {
    let cluster: Cluster = place([index]);
    for (;;) {
      const before = clusters.at(-1);
      if (before === undefined || before.top + before.members.length * step <= cluster.top) break;
      clusters.pop();
      cluster = place([...before.members, ...cluster.members]);
    }
    clusters.push(cluster);
  }

  function place(members: readonly number[]): Cluster {
    const sum = members.reduce((total, index, rank) => total + at(wanted, index) - rank * step, 0);
    const span = (members.length - 1) * step;
    const top = Math.min(high - span, Math.max(low, sum / members.length));
    return { members, top };
  }

  const placed: number[] = Array.from({ length: wanted.length }, () => 0);
  for (const { members, top } of clusters) {
    members.forEach((index, rank) => {
      placed[index] = top + rank * step;
    });
  }
  return placed;
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}

/** Words in lines of at most `width` characters and at most `lines` lines; what is cut ends in "…". */
export function wrapWords(text: string, width: number, lines: number): string[] {
  const wrapped: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = wrapped.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      wrapped[wrapped.length - 1] = `${last} ${word}`;
    } else {
      wrapped.push(word);
    }
  }
  const kept = wrapped.slice(0, lines).map((line) => cut(line, width));
  if (wrapped.length > lines) kept[lines - 1] = cut(`${kept[lines - 1] ?? ""} …`, width);
  return kept;
}

function cut(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, Math.max(1, width - 1)).trimEnd()}…`;
}

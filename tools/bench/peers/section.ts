/** The part of docs/benchmark.md that compares. */
import { type Spread, spread } from "../statistics.ts";
import { type ContestantEntry, contestantName } from "./contestants.ts";
import { type Limits, shareOfLimit } from "./limits.ts";
import { table } from "./markdown-table.ts";
import { fastest, JOBS, rate, ratios, type Work } from "./ratios.ts";
import { FAITHFUL, given, missedBecause } from "./reasons.ts";
import type { PeerResult, PeerResults } from "./run.ts";
import { trialsSection } from "./trials-section.ts";

type Job = (typeof JOBS)[number];

interface Goal {
  readonly name: string;
  readonly found: string;
  /** Null where it could not be measured. */
  readonly met: boolean | null;
  /** Where it is missed. */
  readonly because?: string;
}

export function peerSection({ results, missing }: PeerResults, limits: Limits): string {
  const ours = results.find(({ entry }) => entry.engine === "ours");
  if (!ours) return `## Against the rest\n\n${absent(missing)}`;
  const peers = results.filter((result) => result !== ours);
  const goals = allGoals(ours, peers, limits);
  return [
    "## Against the rest",
    `One Chromium, one run, 2 threads, the same model from the same weights. Speeds in tokens a second:
${roundsText(ours.rounds.length)}`,
    table(
      ["", ...JOBS.map(jobName), "load", "peak memory", "KL", "top-1"],
      results.map((result) => [
        contestantName(result.entry),
        ...JOBS.map(({ work, length }) =>
          spreadText(spread(result.rounds.map((round) => rate(round, work, length))), 0),
        ),
        `${(result.loadMs / 1000).toFixed(1)} s`,
        result.peak === null ? "not known" : `${(result.peak / 1000).toFixed(2)} GB`,
        ...fidelityTexts(result),
      ]),
    ),
    "How many times as fast we are, each round against the same round:",
    table(
      ["", ...JOBS.map(jobName)],
      peers.map((peer) => [
        contestantName(peer.entry),
        ...JOBS.map(({ work, length }) => spreadText(ratios(ours, peer, work, length), 1)),
      ]),
    ),
    table(
      ["goal", "found", ""],
      goals.map(({ name, found, met }) => [
        name,
        found,
        met === null ? "not measured" : met ? "met" : "missed",
      ]),
    ),
    goals
      .filter(({ met }) => met === false)
      .map(({ name, because }) => `- **${name}** is missed. ${because ?? ""}`.trimEnd())
      .join("\n"),
    `The machine reads ${limits.bandwidth.toFixed(0)} GB/s from memory and does ${limits.arithmetic.toFixed(0)} GFLOP/s of multiplications and
additions in WebAssembly SIMD, with 2 threads. Of that our prefill reaches ${limitText(ours, limits, "prefill")}
and our decode ${limitText(ours, limits, "decode")}.`,
    given(ours.fidelity?.positions ?? null),
    absent(missing),
    trialsSection(results),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function allGoals(ours: PeerResult, peers: readonly PeerResult[], limits: Limits): Goal[] {
  const against = (job: Job, engines: readonly ContestantEntry["engine"][], least: number) => {
    const name = `${jobName(job)} ≥ ${least} × ${engines.length > 1 ? "the better of both" : engines[0]}`;
    const peer = engines.every((engine) => fastest(peers, [engine], job.work, job.length))
      ? fastest(peers, engines, job.work, job.length)
      : undefined;
    if (!peer) return { name, found: "", met: null };
    const found = ratios(ours, peer, job.work, job.length);
    const whom = engines.length > 1 ? contestantName(peer.entry) : peer.entry.form;
    const exact = fastest(peers.filter(isFaithful), engines, job.work, job.length);
    const because = missedBecause({
      ...machineRates(ours, limits, job),
      needed: least * medianRate(peer, job),
      peer: { name: contestantName(peer.entry), fidelity: peer.fidelity },
      ...(exact &&
        exact !== peer && {
          faithful: {
            name: contestantName(exact.entry),
            ratio: ratios(ours, exact, job.work, job.length).median,
          },
        }),
    });
    return {
      name,
      found: `${spreadText(found, 1)}, against ${whom}`,
      met: found.median >= least,
      because,
    };
  };
  const prefills = JOBS.filter(({ work }) => work === "prefill");
  const decodes = JOBS.filter(({ work }) => work === "decode");
  return [
    ...prefills.map((job) => against(job, ["wllama"], 4)),
    ...prefills.map((job) => against(job, ["transformers.js"], 2)),
    ...decodes.map((job) => against(job, ["wllama", "transformers.js"], 1.5)),
    ...decodes.map((job) => {
      const share = limitShare(ours, limits, job);
      const name = `${jobName(job)} ≥ 55 % of the bandwidth limit`;
      const rates = machineRates(ours, limits, job);
      const because = missedBecause({ ...rates, needed: 0.55 * rates.limit });
      return { name, found: `${(100 * share).toFixed(0)} %`, met: share >= 0.55, because };
    }),
    {
      name: "KL ≤ 1e-6",
      found: ours.fidelity ? scientific(ours.fidelity.divergence) : "",
      met: ours.fidelity ? ours.fidelity.divergence <= 1e-6 : null,
    },
  ];
}

function roundsText(count: number): string {
  return count === 1
    ? "one round only, so that no spread can be told."
    : `median of ${count} rounds, least and most in brackets; all take turns in every round.`;
}

function medianRate({ rounds }: PeerResult, { work, length }: Job): number {
  return spread(rounds.map((round) => rate(round, work, length))).median;
}

function limitShare(ours: PeerResult, limits: Limits, job: Job): number {
  return shareOfLimit(limits, job.work, job.length, medianRate(ours, job));
}

/** Ours and the machine's, in tokens a second. */
function machineRates(ours: PeerResult, limits: Limits, job: Job) {
  const reached = medianRate(ours, job);
  return { reached, limit: reached / limitShare(ours, limits, job) };
}

function isFaithful({ fidelity }: PeerResult): boolean {
  return fidelity !== null && fidelity.divergence <= FAITHFUL && !fidelity.lowerBound;
}

function limitText(ours: PeerResult, limits: Limits, wanted: Work): string {
  return JOBS.filter(({ work }) => work === wanted)
    .map((job) => `${(100 * limitShare(ours, limits, job)).toFixed(0)} %`)
    .join(" and ");
}

function absent(missing: PeerResults["missing"]): string {
  const all = missing.map(({ entry, because }) => `- ${contestantName(entry)}: ${because}`);
  return all.length === 0 ? "" : `Not measured:\n\n${all.join("\n")}`;
}

function fidelityTexts({ fidelity }: PeerResult): string[] {
  if (!fidelity) return ["not measured", "not measured"];
  const bound = fidelity.lowerBound ? "≥ " : "";
  return [
    `${bound}${scientific(fidelity.divergence)}`,
    `${(100 * fidelity.agreement).toFixed(1)} %`,
  ];
}

/** Divergences below what float32 can tell are rounding, and may come out a little below zero. */
const ROUNDING = 1e-9;

function scientific(value: number): string {
  if (value < ROUNDING) return "< 1e-9";
  return value >= 0.001 ? value.toPrecision(2) : value.toExponential(0);
}

function spreadText({ median, low, high, count }: Spread, digits: number): string {
  if (count === 1) return median.toFixed(digits);
  const [middle, least, most] = [median, low, high].map((value) => value.toFixed(digits));
  return `${middle} (${least} – ${most})`;
}

function jobName({ work, length }: Job): string {
  return work === "prefill" ? `prefill of ${length} tokens` : `decode after ${length} tokens`;
}

/** Said where the comparison was run by itself. @param load average at its start and end */
export function aloneNote(date: string, load: readonly number[]): string {
  const loads = load.map((value) => value.toFixed(1)).join(" and ");
  return `The comparison was run by itself on ${date}; the load average was ${loads} at its start and end.`;
}

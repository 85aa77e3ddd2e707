/** The figures as a table for the terminal and as docs/benchmark.md. */
import { type Figure, figures, space, verdict } from "./figures.ts";
import type { Limits } from "./peers/limits.ts";
import { peerSection } from "./peers/section.ts";
import type { Results } from "./results.ts";

/** Why a target is missed, by the beginning of the figure's name; written by hand after measuring. */
export type Reasons = readonly { readonly figure: string; readonly because: string }[];

export function terminalTable(results: Results): string {
  const rows = figures(results).map((figure) => [
    figure.name,
    valueText(figure),
    rangeText(figure),
    targetText(figure),
    verdict(figure),
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

export function markdownReport(results: Results, reasons: Reasons): string {
  const { machine, load, threads, rounds, typing, firstVisit, memory } = results;
  const all = figures(results);
  const missed = all.filter(({ value, target }) => target !== undefined && !(value <= target));
  return `# Benchmark

Measured on ${results.date} at commit ${results.commit}, with \`npm run bench\`. The file is written by
that command; a figure here comes from that run and no other.

## Figures

${table(
  ["", "median", "least – most", "target", ""],
  all.map((figure) => [
    figure.name,
    valueText(figure),
    rangeText(figure),
    targetText(figure),
    verdict(figure),
  ]),
)}

${missed.length === 0 ? "Every target is met." : missedText(missed, reasons)}

${results.peers ? `${peerSection(results.peers, limitsOf(results))}\n\n` : ""}## Memory

One visit with an empty profile, in megabytes. Peak is the most that the page's process ever held
(VmHWM, about 150 MB of the browser's own code included); resident (VmRSS) and its own pages (RssAnon)
are of that moment. The page is driven without a debugger's network view, which keeps what was fetched
in the page's process: about 70 MB more, and nothing that a user's browser does.

${table(
  ["", "peak", "resident", "own pages"],
  memory.map(({ when, memory: held }) => [
    when,
    ...[held?.peak, held?.resident, held?.own].map((megabytes) =>
      megabytes === undefined ? "not known" : megabytes.toFixed(0),
    ),
  ]),
)}

## Machine

${table(
  ["", ""],
  [
    ["processor", `${machine.cpu}, ${machine.cores} cores`],
    ["memory", `${machine.memory.toFixed(0)} GB`],
    ["system", machine.system],
    ["browser", `Chromium ${machine.chromium}, headless, ${threads} WebAssembly threads`],
    ["ONNX Runtime Web", machine.runtime],
    ["Node", machine.node],
    ["load average, at start and end", load.map((value) => value.toFixed(1)).join(", ")],
    [
      "multiplies and adds, 1 and 2 threads",
      `${machine.arithmetic.map((rate) => rate.toFixed(0)).join(" and ")} GFLOP/s in WebAssembly SIMD`,
    ],
    [
      "reads from memory, 1 and 2 threads",
      `${machine.bandwidth.map((rate) => rate.toFixed(0)).join(" and ")} GB/s`,
    ],
  ],
)}

A step of decoding reads every weight once, ${WEIGHT_GIGABYTES.toFixed(2)} GB of floats: at that rate from memory it cannot
pass ${(machine.bandwidth[1] / WEIGHT_GIGABYTES).toFixed(0)} tokens a second, whatever the code does.

## How it is measured

- One Chromium at a time, ${threads} threads, SmolLM2-135M-Instruct as shipped. Nothing else of the benchmark runs
  beside it; the load average tells whether something else did.
- Engine: ${rounds.length} rounds after one to warm up, each with prefill and decode after 128 and 512 tokens, and decode after 1,500. Steps
  with and without readings take turns, so that both see the same machine; the cost is the ratio of
  their median times within a round. "Not read" asks for no readings; the graph is the same one.
- First colour: from the click on the load button to the first frame with a colour that this page's
  model computed, in place of the recorded run. ${firstVisit.length} times with an empty profile and the site served from
  this machine (download, check, keep, unpack, start, read), each followed by a second visit in a
  browser started anew.
- Typing: ${typing.length} changes of the last word of a 200-token text by keyboard input, from the input event to the
  end of the first animation frame in which the new word has its colour.
- \`npm run bench\` takes about ${results.peers ? MINUTES_WITH_PEERS : MINUTES} minutes and needs Chromium and an idle machine. The peers are
  installed and given their forms of the model as tools/bench/peers/README.md says; \`--no-peers\` leaves them out. \`--rounds\`, \`--visits\` and
  \`--changes\` set how often each is repeated, \`--site <folder>\` takes a site that is built already, and
  \`--dry\` leaves this file as it is.
`;
}

/** 134.5 million float32 weights; the embedding matrix is the output matrix as well. */
const WEIGHT_GIGABYTES = 0.538;
const MINUTES = 5;
const MINUTES_WITH_PEERS = 23;

/** With as many threads as the model has. */
function limitsOf({ machine }: Results): Limits {
  return { bandwidth: machine.bandwidth[1], arithmetic: machine.arithmetic[1] };
}

function missedText(missed: readonly Figure[], reasons: Reasons): string {
  return missed
    .map((figure) => {
      const reason = reasons.find((known) => figure.name.startsWith(known.figure));
      return `- **${figure.name}** is ${verdict(figure)}. ${reason?.because ?? ""}`.trimEnd();
    })
    .join("\n");
}

function valueText({ value, digits, unit }: Figure): string {
  return `${value.toFixed(digits)}${space(unit)}`;
}

function rangeText({ range, digits }: Figure): string {
  return range === undefined ? "" : range.map((value) => value.toFixed(digits)).join(" – ");
}

function targetText({ target, unit }: Figure): string {
  return target === undefined ? "" : `≤ ${target}${space(unit)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

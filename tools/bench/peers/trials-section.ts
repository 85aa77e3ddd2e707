/** Every setting that was tried and its figures, one table a peer. */
import { contestantName } from "./contestants.ts";
import { table } from "./markdown-table.ts";
import type { PeerResult } from "./run.ts";
import { TRIAL_LENGTH, TRIAL_STEPS } from "./same-work.ts";
import type { Trial } from "./trials.ts";

export function trialsSection(results: readonly PeerResult[]): string {
  const tried = results.filter(({ trials }) => trials.length > 0);
  if (tried.length === 0) return "";
  const engines = [...new Set(tried.map(({ entry }) => entry.engine))];
  return [
    "### Settings that were tried",
    `Each peer was given settings that its documentation or its types name and that can bear on speed here; other
combinations of them, and smaller forms of its cache, were not tried. Each in a new page, 2 threads: a prefill of ${TRIAL_LENGTH} tokens and ${TRIAL_STEPS} steps after it, the second time that it is done. Tokens
a second, prefill / decode. The peer took part with the setting in bold: the one whose product of both times is
least against the least of the same form, by the median over the forms.`,
    ...engines.map((engine) =>
      engineTable(
        engine,
        tried.filter(({ entry }) => entry.engine === engine),
      ),
    ),
    failures(tried),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function engineTable(engine: string, forms: readonly PeerResult[]): string {
  const names = [...new Set(forms.flatMap(({ trials }) => trials.map(({ setting }) => setting)))];
  return table(
    [engine, ...forms.map(({ entry }) => entry.form)],
    names.map((name) => [
      name,
      ...forms.map(({ trials, setting }) => {
        const trial = trials.find((one) => one.setting === name);
        const told = trial ? trialText(trial) : "not tried";
        return name === setting ? `**${told}**` : told;
      }),
    ]),
  );
}

function trialText({ result }: Trial): string {
  if ("failed" in result) return "does not run";
  const prefill = (1000 * TRIAL_LENGTH) / result.prefill;
  return `${prefill.toFixed(0)} / ${(1000 / result.step).toFixed(1)}`;
}

function failures(results: readonly PeerResult[]): string {
  const lines = results.flatMap(({ entry, trials }) =>
    trials.flatMap(({ setting, result }) =>
      "failed" in result
        ? [`- ${contestantName(entry)}, ${setting}: ${oneLine(result.failed)}`]
        : [],
    ),
  );
  return lines.length === 0 ? "" : `Does not run:\n\n${lines.join("\n")}`;
}

/** The first line of a message is enough to know it by. */
function oneLine(message: string): string {
  return message.split("\n", 1)[0] ?? "";
}

/** What a short run under each setting found, and which setting is best. */
import { median } from "d3-array";
import type { Timing } from "./contract.ts";

/** A setting under which load and trial take longer does not run, for all that matters here. */
export const TRIAL_SECONDS = 90;

export interface Trial {
  /** The setting's name. */
  readonly setting: string;
  /** A message in place of times where the peer does not run so. */
  readonly result: Timing | { readonly failed: string };
}

/**
 * The best setting of one peer, from the trials of each of its forms. A form's score for a setting is
 * prefill × step against the form's least, so that halving either time counts alike; a setting's is the
 * median over the forms, so that one trial on a machine that was busy just then decides nothing. A
 * setting has to run with every form; a form that does not run at all is left out.
 * @throws Error with the first message where there is no such setting
 */
export function bestSetting(forms: readonly (readonly Trial[])[]): string {
  const scores = new Map<string, number[]>();
  for (const trials of forms) {
    const least = Math.min(...trials.map(product));
    if (least === Number.POSITIVE_INFINITY) continue;
    for (const trial of trials) {
      const known = scores.get(trial.setting) ?? [];
      scores.set(trial.setting, [...known, product(trial) / least]);
    }
  }
  const best = [...scores]
    .filter(([, ofForms]) => ofForms.every(Number.isFinite))
    .map(([setting, ofForms]) => ({ setting, score: median(ofForms) ?? Number.NaN }))
    .sort((a, b) => a.score - b.score)[0];
  if (best) return best.setting;
  const messages = forms.flat().flatMap(({ result }) => ("failed" in result ? result.failed : []));
  throw new Error(messages[0] ?? "no setting was tried");
}

function product({ result }: Trial): number {
  return "failed" in result ? Number.POSITIVE_INFINITY : result.prefill * result.step;
}

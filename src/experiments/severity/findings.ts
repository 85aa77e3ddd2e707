/** Claims held against a run; p corrected over all of them (Holm). */

import { signed } from "../../core/signed.ts";
import { holm } from "../../core/statistics/holm.ts";
import type { Finding } from "../contract.ts";
import { verdictOf } from "../verdict.ts";
import type { CurveGroup } from "./curves.ts";
import type { Effect } from "./pairs.ts";
import { countOf, PLACE_WORDS, type PlaceView, type SeveritySummary } from "./summary.ts";

type Draft = Pick<Finding, "id" | "claim" | "paper" | "measure" | "because"> & {
  readonly effect: Effect;
  readonly claimed: "up" | "down";
};

const FOLLOWED =
  "all six doses are followed by the emotions expected in Claude Sonnet 4.5 (arXiv:2604.07729)";

export function findings({ views }: SeveritySummary): readonly Finding[] {
  const drafts = views.flatMap(draftsOf);
  const ps = holm(drafts.map(({ effect }) => effect.p));
  return drafts.map(({ effect, claimed, ...words }, place) => {
    const { value, low, high, band } = effect;
    const p = ps[place] ?? 1;
    return {
      ...words,
      estimate: { value, low, high, unit: "σ" },
      p,
      verdict: verdictOf({ value, low, high, p, claimed, band }),
    };
  });
}

function draftsOf(view: PlaceView): readonly Draft[] {
  const { place, layer, pairs, effects, ladders, numbers } = view;
  const where = PLACE_WORDS[place];
  const above = pairs.filter(({ danger, harmless }) => danger > harmless).length;
  return [
    {
      id: `pairs-${place}`,
      claim: `Of two sentences with the same number, the dangerous one reads more afraid ${where}.`,
      paper: null,
      measure: "afraid, danger − harmless, mean over the testing pairs",
      because: `Layer ${layer}, chosen on other pairs: ${above} of ${pairs.length} dangers read higher than their twins. ${beside(effects.afraid)}`,
      effect: effects.afraid,
      claimed: "up",
    },
    {
      id: `calm-${place}`,
      claim: `Of two sentences with the same number, the dangerous one reads less calm ${where}.`,
      paper: null,
      measure: "calm, danger − harmless, mean over the testing pairs",
      because: `Layer ${layer}, chosen on other pairs. ${beside(effects.calm)}`,
      effect: effects.calm,
      claimed: "down",
    },
    ...group(`ladders-${place}`, ladders, {
      claim: `Afraid follows a danger that grows in words, beyond the words alone, ${where}.`,
      paper: null,
      measure: "afraid's rise along a ladder − along its control, mean over the ladders",
      kind: "ladders",
    }),
    ...group(`numbers-${place}`, numbers, {
      claim: `Emotions follow a dose in numbers, beyond the number alone, ${where}.`,
      paper: FOLLOWED,
      measure:
        "rise along the doses the expected way − the number-only control's, mean over the situations",
      kind: "curves",
    }),
  ];
}

function group(
  id: string,
  found: CurveGroup | null,
  words: Pick<Finding, "claim" | "paper" | "measure"> & { readonly kind: string },
): readonly Draft[] {
  if (found === null) return [];
  const { kind, ...rest } = words;
  const { curves, effect } = found;
  const follow = countOf(curves, ({ follows }) => follows);
  const survive = countOf(curves, ({ survives }) => survives);
  return [
    {
      ...rest,
      id,
      because: `${follow} ${kind} follow their dose by themselves, ${survive} beyond their control. ${beside(effect)}`,
      effect,
      claimed: "up",
    },
  ];
}

function beside({ band, widths }: Effect): string {
  return `Random directions lie between ${signed(band.low, 2)} and ${signed(band.high, 2)} σ: the effect is ${signed(widths, 1)} widths of that band.`;
}

/** What the comparison of the models comes to, in words and as a table. */
import type { TableData } from "../../../charts/export.ts";
import { PLACE_NAMES } from "../places.ts";
import {
  type Compared,
  compareModels,
  type FollowedRow,
  type ModelFollowed,
} from "./followed-rows.ts";

/** "a, b and c". */
export function inWords(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}

const met = (row: FollowedRow | undefined) => row?.met === true;

/** Whether it moves as expected and in order, but not far enough to mean anything. */
function inOrder(row: FollowedRow | undefined): boolean {
  return row?.verdict === "small" && (row.expected === "up") === (row.curve.rise ?? 0) > 0;
}

/** "Of 29 expected directions, A follows 8, B 4 and C 2. No direction is followed by all three." */
export function comparedSentence(models: readonly ModelFollowed[]): string {
  const rows = compareModels(models);
  const counts = models
    .map(({ name, rows: own }) => ({ name, count: own.filter(({ met: yes }) => yes).length }))
    .sort((a, b) => b.count - a.count);
  const list = counts.map(({ name, count }, at) =>
    at === 0 ? `${name} follows ${count || "none"}` : `${name} ${count || "none"}`,
  );
  const all = rows.filter((row) => row.models.every(met));
  const shared =
    all.length === 0
      ? "No direction is followed by all of them."
      : `All of them follow ${inWords(all.map(directionWords))}.`;
  const small = rows.filter(({ models: own }) => !own.some(met) && own.some(inOrder)).length;
  const also =
    small === 0
      ? ""
      : ` ${small} more go the expected way in order in some model, but no further than random directions do.`;
  return `Of ${rows.length} expected directions, ${inWords(list)}. ${shared}${also}`;
}

/** "afraid in “A fire spreads”". */
function directionWords({ emotion, situation }: Compared): string {
  return `${emotion} in “${situation.title}”`;
}

const CURVE = ["rho", "p", "rise", "effect"] as const;

/** One row a direction and model: every figure, for a spreadsheet. */
export function comparedTable(models: readonly ModelFollowed[]): TableData {
  return {
    columns: [
      "situation",
      "feeling",
      "expected",
      "model",
      "read",
      "layer",
      "verdict",
      "follows as expected",
      ...CURVE,
      ...CURVE.map((name) => `control ${name}`),
      "date",
      "machine",
    ],
    rows: compareModels(models).flatMap(({ situation, emotion, expected, models: own }) =>
      own.flatMap((row, at) => {
        const model = models[at];
        if (row === undefined || model === undefined) return [];
        return [
          [
            situation.title,
            emotion,
            expected,
            model.name,
            PLACE_NAMES[row.at],
            row.layer,
            row.verdict,
            row.met ? "yes" : "no",
            ...CURVE.map((name) => row.curve[name] ?? ""),
            ...CURVE.map((name) => row.control?.[name] ?? ""),
            model.date,
            model.machine,
          ],
        ];
      }),
    ),
  };
}

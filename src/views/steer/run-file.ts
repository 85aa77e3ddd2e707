/** A run as files: everything in JSON, one row a token in CSV. */
import type { TableData } from "../../charts/export.ts";
import { EMOTIONS } from "../../core/emotions.ts";
import { isNeutral } from "../../core/steering.ts";
import type { VectorsManifest } from "../../core/vectors.ts";
import { LINK_VERSION } from "../../state/link/encode.ts";
import type { Rows } from "../../state/rows.ts";
import type { RecordedMark } from "../../state/runs.ts";
import type { SteerSettings } from "../../state/settings.ts";
import { singleValues } from "./column-readings.ts";
import type { ColumnView, RunView } from "./run-view.ts";
import type { Reader } from "./useSteer.ts";

export const RUN_FILE_SCHEMA = 1;

export interface RunFileParts {
  readonly settings: SteerSettings;
  readonly view: RunView;
  readonly reader: Reader;
  readonly manifest: VectorsManifest;
  readonly recorded: RecordedMark | null;
  readonly digest: string | null;
  /** Fragment of the link that makes this run. */
  readonly link: string;
}

/** Numbers of a file: four decimals say more than the model's last bits do. */
const rounded = (value: number) => (Number.isFinite(value) ? Number(value.toFixed(4)) : null);

function readings(rows: Rows, { set, layer }: Reader): Record<string, (number | null)[]> {
  return Object.fromEntries(
    EMOTIONS.map((emotion) => [
      emotion,
      Array.from(singleValues(rows, set, emotion, layer), rounded),
    ]),
  );
}

function columnFile({ id, column, coherence }: ColumnView, reader: Reader) {
  const { ids, pieces, steering, end, logprobs } = column;
  return {
    id,
    steering: steering !== null && !isNeutral(steering) ? steering : null,
    end,
    text: pieces.join(""),
    ids,
    pieces,
    logprobs: Array.from(logprobs, rounded),
    perplexity: rounded(coherence.perplexity),
    repetition: rounded(coherence.repetition),
    verdict: coherence.verdict?.verdict ?? null,
    readings: readings(column.rows, reader),
    ...(column.inside.count > 0 && { insideReadings: readings(column.inside, reader) }),
  };
}

/** The run with its settings, tokens, texts, readings and versions. */
export function runJson(parts: RunFileParts): string {
  const { settings, view, reader, manifest, recorded, digest, link } = parts;
  const { prompt, system, terms, layer, where, sampler, maxTokens } = settings;
  const file = {
    schema: RUN_FILE_SCHEMA,
    kind: "moodring-steer",
    versions: {
      link: LINK_VERSION,
      model: manifest.model,
      weightsSha256: manifest.weightsSha256,
      vectorsSha256: manifest.binSha256,
    },
    recorded,
    link,
    digest,
    spec: { prompt, system, terms, layer, where, sampler, maxTokens },
    reading: {
      by: "the plain model",
      set: "text",
      layer: reader.layer,
      unit: "token σ, single tokens",
      logprobs: "nats, under the plain model",
    },
    columns: view.columns.map((column) => columnFile(column, reader)),
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** One row a token: column, place, id, text, log-probability and the 24 readings. */
export function runTable({ columns }: RunView, reader: Reader): TableData {
  return {
    columns: [
      "column",
      "place",
      "id",
      "token",
      "logprob (nats)",
      ...EMOTIONS.map((e) => `${e} (σ)`),
    ],
    rows: columns.flatMap(({ id, column }) => {
      const values = EMOTIONS.map((emotion) =>
        singleValues(column.rows, reader.set, emotion, reader.layer),
      );
      return column.ids.map((token, at) => [
        id,
        at,
        token,
        column.pieces[at] ?? "",
        column.logprobs[at] ?? Number.NaN,
        ...values.map((row) => row[at] ?? Number.NaN),
      ]);
    }),
  };
}

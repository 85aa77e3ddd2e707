/**
 * What an experiment is. One folder here holds one: `experiment.ts` (this shape, as `experiment`),
 * `figure.tsx` (its picture, as `Figure`), and `recorded/<model>.jsonl`. Nothing else names it.
 *
 * An experiment is a list of items that do not depend on one another. So that a run can be stopped,
 * resumed, cut into shards and merged: an item is known by its id alone, and its row is plain JSON.
 */
import type * as v from "valibot";
import type { VectorsManifest } from "../core/vectors.ts";
import type {
  GenerateDone,
  GenerateEvent,
  GenerateRequest,
  PointReading,
  PointRequest,
  ReadChunk,
  ReadDone,
  ReadRequest,
  ReadStart,
  ScoreRequest,
} from "../worker/contract.ts";
import type { Fields, SettingsOf } from "./fields.ts";

/** What a result depends on besides its settings. */
export interface ModelFacts {
  readonly id: string;
  readonly name: string;
  readonly weightsSha256: string;
  readonly vectorsSha256: string;
  readonly layers: number;
  readonly contextTokens: number;
  readonly vectors: VectorsManifest;
}

/** What a result file says of its model: all that items and summaries may depend on. */
export type ModelMark = Pick<
  ModelFacts,
  "id" | "name" | "weightsSha256" | "vectorsSha256" | "layers"
>;

/** A model that runs: the page's worker, or Node's engine. All reject with an EngineFailure's kind and message. */
export interface ExperimentModel {
  read(
    request: ReadRequest,
    onEvent: (event: ReadStart | ReadChunk) => void,
    signal?: AbortSignal,
  ): Promise<ReadDone>;
  point(request: PointRequest, signal?: AbortSignal): Promise<PointReading>;
  /** Log-probability of each continuation (nats, summed over its tokens). */
  score(request: ScoreRequest, signal?: AbortSignal): Promise<number[]>;
  generate(
    request: GenerateRequest,
    onEvent: (event: GenerateEvent) => void,
    signal?: AbortSignal,
  ): Promise<GenerateDone>;
}

export interface Item {
  /** Unique within the experiment and its settings; also the order of nothing. */
  readonly id: string;
}

export interface RunContext<S> {
  readonly settings: S;
  readonly facts: ModelFacts;
  readonly model: ExperimentModel;
  readonly signal: AbortSignal;
}

/** A number with its interval; 95 % throughout. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
}

/** `shown`: as the paper found it; `opposite`: the other way round; `not shown`: the interval holds 0, or the control does the same. */
export const VERDICTS = ["shown", "not shown", "opposite"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One claim, held against one run. */
export interface Finding {
  /** Short, unique within the experiment. */
  readonly id: string;
  /** The paper's claim, as a sentence. */
  readonly claim: string;
  /** Its figure there, with its source; null where it states none. */
  readonly paper: string | null;
  /** What the estimate is of: “desperate − calm, rejected − accepted, over 8 turns”. */
  readonly measure: string;
  readonly estimate: Estimate;
  /** p of the test, corrected over the experiment's findings (Holm); null where none was made. */
  readonly p: number | null;
  readonly verdict: Verdict;
  /** Why, in a sentence that names the control. */
  readonly because: string;
}

/** Numbers in rows, for the table under the figure and for CSV. */
export interface ResultTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface ExperimentSpec<F extends Fields, I extends Item, R, S> {
  /** As its folder is called. */
  readonly name: string;
  /** Counted up whenever materials or method change: results of two versions do not mix. */
  readonly version: number;
  /** Place in lists. */
  readonly order: number;
  readonly title: string;
  /** The question, as the page's headline. */
  readonly question: string;
  /** One sentence under it. */
  readonly lead: string;
  /** How it is done, what its controls are, how its materials are balanced: paragraphs. */
  readonly method: readonly string[];
  /** What the paper found, with its source: paragraphs. */
  readonly paper: readonly string[];
  /** What the user may set; also the keys of a link and of --set. */
  readonly fields: F;
  /** Why the settings can not run with this model, as a sentence that says what to do; null where they can. */
  readonly fault?: (settings: SettingsOf<F>, facts: ModelFacts) => string | null;
  readonly items: (settings: SettingsOf<F>, model: ModelMark) => readonly I[];
  readonly row: v.GenericSchema<unknown, R>;
  readonly run: (item: I, context: RunContext<SettingsOf<F>>) => Promise<R>;
  /** From the rows that are there, whole or not. Null where they are too few to say anything. */
  readonly summarise: (
    rows: ReadonlyMap<string, R>,
    settings: SettingsOf<F>,
    model: ModelMark,
  ) => S | null;
  /** What the figure shows, in one sentence. */
  readonly sentence: (summary: S) => string;
  readonly table: (summary: S) => ResultTable;
  readonly findings: (summary: S) => readonly Finding[];
}

/** An experiment with the types of its rows and settings closed in: what lists, runners and pages take. */
export interface Experiment
  extends Pick<
    ExperimentSpec<Fields, Item, unknown, unknown>,
    "name" | "version" | "order" | "title" | "question" | "lead" | "method" | "paper" | "fields"
  > {
  readonly fault: (settings: Settings, facts: ModelFacts) => string | null;
  /** Ids in order. @throws RangeError where two are alike */
  readonly items: (settings: Settings, model: ModelMark) => readonly string[];
  readonly run: (id: string, context: RunContext<Settings>) => Promise<unknown>;
  /** @throws v.ValiError for a row that is none of this experiment's */
  readonly parseRow: (row: unknown) => unknown;
  /** Null where the rows are too few. */
  readonly results: (
    rows: ReadonlyMap<string, unknown>,
    settings: Settings,
    model: ModelMark,
  ) => Results | null;
}

export type Settings = SettingsOf<Fields>;

export interface Results {
  /** For the figure of the same folder. */
  readonly summary: unknown;
  readonly sentence: string;
  readonly table: ResultTable;
  readonly findings: readonly Finding[];
}

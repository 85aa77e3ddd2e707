/** Every setting that a link carries. Keys are short and stay what they are: old links must open. */

import { findModel } from "../../content/models.ts";
import { OWN_SITUATION, SITUATIONS } from "../../content/situations.ts";
import { MAX_TEMPLATE_LENGTH } from "../../content/template.ts";
import { parseModelRef } from "../../core/model-ref.ts";
import { STEER_WHERE } from "../../core/steering.ts";
import { VECTOR_SETS } from "../../core/vectors.ts";
import { BACKEND_CHOICES, type DeviceChoice, PRECISION_CHOICES } from "../../worker/contract.ts";
import {
  CONTROLS,
  type Control,
  type DosageSettings,
  type ExperimentSettings,
  MAX_NEW_TOKENS,
  MAX_SEED,
  MAX_TEXT,
  PAGES,
  type ReadSettings,
  type Settings,
  type SteerSettings,
} from "../settings.ts";
import * as c from "./codecs.ts";
import { type Codec, type Field, field, listCodec } from "./fields.ts";
import { joinList, splitList } from "./text.ts";

/** No model that a page can hold has more. What a model does not have is clamped where it is shown. */
const LAYERS = 200;

/** A name codec whose problem is of a kind of its own. */
function named(
  names: readonly string[],
  kind: "unknown-page" | "unknown-situation",
): Codec<string> {
  const plain = c.nameCodec(names);
  return {
    ...plain,
    parse(text, setting) {
      const parsed = plain.parse(text, setting);
      return parsed.value === undefined ? { ...parsed, problems: [{ kind, name: text }] } : parsed;
    },
  };
}

/** Of the catalogue's names only those that this site's list has. */
const modelCodec: Codec<string> = {
  ...c.modelCodec,
  parse(text, setting) {
    const parsed = c.modelCodec.parse(text, setting);
    const { value } = parsed;
    if (value !== undefined && (parseModelRef(value)?.kind !== "catalogue" || findModel(value)))
      return parsed;
    return { value: undefined, problems: [{ kind: "unknown-model", name: text }] };
  },
};

const pageCodec = c.nameCodec(PAGES);
const hideCodec = listCodec<Control>({
  split: (text) => splitList(text, ","),
  join: (entries) => joinList(entries, ","),
  schema: c.controlSchema,
  write: (name) => name,
  max: CONTROLS.length,
  key: (name) => name,
});

interface Extra {
  readonly limit?: number;
  readonly long?: boolean;
}

const read = <K extends keyof ReadSettings>(
  key: string,
  name: string,
  at: K,
  codec: Codec<ReadSettings[K]>,
  extra: Extra = {},
): Field =>
  field<ReadSettings[K]>({
    key,
    name,
    page: "read",
    codec,
    ...extra,
    get: (s) => s.read[at],
    set: (s, value) => ({ ...s, read: { ...s.read, [at]: value } }),
  });

const steer = <K extends keyof SteerSettings>(
  key: string,
  name: string,
  at: K,
  codec: Codec<SteerSettings[K]>,
  extra: Extra = {},
): Field =>
  field<SteerSettings[K]>({
    key,
    name,
    page: "steer",
    codec,
    ...extra,
    get: (s) => s.steer[at],
    set: (s, value) => ({ ...s, steer: { ...s.steer, [at]: value } }),
  });

const sampler = (
  key: string,
  name: string,
  at: keyof SteerSettings["sampler"],
  codec: Codec<number>,
): Field =>
  field<number>({
    key,
    name,
    page: "steer",
    codec,
    get: (s) => s.steer.sampler[at],
    set: (s, value) => ({
      ...s,
      steer: { ...s.steer, sampler: { ...s.steer.sampler, [at]: value } },
    }),
  });

const dosage = <K extends keyof DosageSettings>(
  key: string,
  name: string,
  at: K,
  codec: Codec<DosageSettings[K]>,
  extra: Extra = {},
): Field =>
  field<DosageSettings[K]>({
    key,
    name,
    page: "dosage",
    codec,
    ...extra,
    get: (s) => s.dosage[at],
    set: (s, value) => ({ ...s, dosage: { ...s.dosage, [at]: value } }),
  });

const experiment = <K extends keyof ExperimentSettings>(
  key: string,
  name: string,
  at: K,
  codec: Codec<ExperimentSettings[K]>,
  extra: Extra = {},
): Field =>
  field<ExperimentSettings[K]>({
    key,
    name,
    page: "experiments",
    codec,
    ...extra,
    get: (s) => s.experiment[at],
    set: (s, value) => ({ ...s, experiment: { ...s.experiment, [at]: value } }),
  });

const device = <K extends keyof DeviceChoice>(
  key: string,
  name: string,
  at: K,
  codec: Codec<DeviceChoice[K]>,
): Field =>
  field<DeviceChoice[K]>({
    key,
    name,
    page: null,
    codec,
    get: (s) => s.device[at],
    set: (s, value) => ({ ...s, device: { ...s.device, [at]: value } }),
  });

const shared = <K extends "present" | "start">(key: K, name: string): Field =>
  field<boolean>({
    key,
    name,
    page: null,
    codec: c.flagCodec,
    get: (s) => s[key],
    set: (s, value) => ({ ...s, [key]: value }),
  });

/** The page comes first: it says which of the other keys count. */
export const PAGE_FIELD: Field = field<Settings["page"]>({
  key: "page",
  name: "page",
  page: null,
  codec: {
    ...pageCodec,
    parse(text, setting) {
      const parsed = pageCodec.parse(text, setting);
      return parsed.value === undefined
        ? { ...parsed, problems: [{ kind: "unknown-page", name: text }] }
        : parsed;
    },
  },
  get: (s) => s.page,
  set: (s, page) => ({ ...s, page }),
});

const LONG = { limit: MAX_TEXT, long: true };
const SENTENCE = { limit: MAX_TEMPLATE_LENGTH, long: true };
const layer = c.layerCodec(LAYERS);
const set = c.nameCodec(VECTOR_SETS);

/** All fields but the page, in the order in which a link shows them. */
export const FIELDS: readonly Field[] = [
  field<string>({
    key: "m",
    name: "model",
    page: null,
    codec: modelCodec,
    get: (s) => s.model,
    set: (s, model) => ({ ...s, model }),
  }),
  field<string | null>({
    key: "hub",
    name: "server of models",
    page: null,
    codec: c.serverCodec,
    get: (s) => s.hub,
    set: (s, hub) => ({ ...s, hub }),
  }),
  device("on", "backend", "backend", c.nameCodec(BACKEND_CHOICES)),
  device("bits", "precision", "precision", c.nameCodec(PRECISION_CHOICES)),
  device("threads", "number of threads", "threads", c.threadsCodec),
  shared("present", "presenting"),
  shared("start", "start"),
  field<readonly Control[]>({
    key: "hide",
    name: "list of hidden controls",
    page: null,
    codec: hideCodec,
    get: (s) => s.hide,
    set: (s, hide) => ({ ...s, hide }),
  }),

  read("mode", "mode", "mode", c.nameCodec(["text", "chat"])),
  read("by", "colour", "direction", c.directionCodec),
  read("layer", "layer", "layer", layer),
  read("set", "set of vectors", "set", set),
  read("smooth", "smoothing", "smooth", c.flagCodec),
  read("trace", "trace", "emotions", c.emotionsCodec),
  read("text", "text", "text", c.textCodec, LONG),
  read("chat", "chat", "messages", c.messagesCodec, LONG),

  steer("feel", "steering", "terms", c.termsCodec),
  steer("layer", "layer", "layer", c.integerCodec(0, LAYERS)),
  steer("where", "place of steering", "where", c.nameCodec(STEER_WHERE)),
  sampler("seed", "seed", "seed", c.integerCodec(0, MAX_SEED)),
  sampler("temp", "temperature", "temperature", c.numberCodec(0, 5)),
  sampler("topk", "top-k", "topK", c.integerCodec(0, 100_000)),
  sampler("topp", "top-p", "topP", c.numberCodec(0, 1)),
  sampler("rep", "repetition penalty", "repetitionPenalty", c.numberCodec(0.5, 3)),
  steer("max", "length", "maxTokens", c.integerCodec(1, MAX_NEW_TOKENS)),
  steer("random", "random column", "showRandom", c.flagCodec),
  steer("inside", "inside view", "insideView", c.flagCodec),
  steer("by", "colour", "direction", c.directionCodec),
  steer("prompt", "prompt", "prompt", c.textCodec, LONG),
  steer("system", "system prompt", "system", c.textCodec, LONG),
  steer("digest", "digest", "expected", c.digestCodec),

  dosage(
    "case",
    "situation",
    "situation",
    named([OWN_SITUATION, ...SITUATIONS.map(({ id }) => id)], "unknown-situation"),
  ),
  dosage("at", "place of reading", "at", c.nameCodec(["mean", "last"])),
  dosage("set", "set of vectors", "set", set),
  dosage("layer", "layer", "layer", layer),
  dosage("feel", "emotions", "emotions", c.emotionsCodec),
  dosage("doses", "doses", "doses", c.dosesCodec, { limit: 20_000, long: true }),
  dosage("template", "template", "template", c.textCodec, SENTENCE),
  dosage("control", "control", "control", c.textCodec, SENTENCE),

  experiment("name", "experiment", "name", c.experimentCodec),
  experiment("with", "settings of the experiment", "given", c.givenCodec, {
    limit: MAX_TEXT,
    long: true,
  }),
];

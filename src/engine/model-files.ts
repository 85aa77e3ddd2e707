/**
 * The files of one model as they were chosen, found in a folder or fetched: told apart by what they
 * hold, read as far as their headers.
 */
import { type ByteSource, joinSources, type NamedSource } from "./bytes.ts";
import { EngineError } from "./errors.ts";
import { foreignFile, looksLike, type WeightsFormat } from "./foreign-file.ts";
import { openGguf } from "./gguf/split.ts";
import { ggufTokenizer } from "./gguf/tokenizer.ts";
import type { GgufHeader } from "./gguf/types.ts";
import { huggingFaceModel, type PublishedModel, publishedGguf } from "./open.ts";
import { listed } from "./part-names.ts";
import { readIndex } from "./safetensors/index-file.ts";
import { openSafetensors } from "./safetensors/open.ts";
import { shownName } from "./shown-name.ts";
import { TextTokenizer } from "./tokenizer.ts";

/** What is known of a model once its headers are read. */
export interface ModelFiles {
  readonly format: WeightsFormat;
  /** The files that hold weights, in the order that their hash goes by. */
  readonly weights: readonly NamedSource[];
  readonly published: PublishedModel;
  /** What TextTokenizer takes. */
  readonly tokenizerJson: unknown;
  readonly tokenizerConfig: unknown;
  /** What the files call the model, and under which licence it is given; null where they are silent. */
  readonly name: string | null;
  readonly licence: string | null;
}

/** Files beside the weights that are read; whatever else lies there is passed over. */
export const COMPANIONS = {
  config: "config.json",
  tokenizer: "tokenizer.json",
  tokenizerConfig: "tokenizer_config.json",
  template: "chat_template.jinja",
} as const;

const INDEX = /\.safetensors\.index\.json$/i;
/** The largest vocabularies take 35 MB as JSON. */
const LONGEST_JSON = 64 * 2 ** 20;
const HOW = "Choose a GGUF file, or a model.safetensors with its config.json and tokenizer.json.";

/**
 * Reads the headers of a model's files, given in any order and with whatever lies beside them.
 * A GGUF brings its tokenizer, unless a tokenizer.json lies beside it.
 * @throws EngineError bad-input (no model among them, or several), missing-file (which),
 * corrupt-model, unsupported-model
 */
export async function readModelFiles(files: readonly NamedSource[]): Promise<ModelFiles> {
  const named = byName(files);
  const weights: Record<WeightsFormat, NamedSource[]> = { GGUF: [], safetensors: [] };
  for (const file of files) {
    const format = await weightsFormat(file);
    if (format) weights[format].push(file);
  }
  const { GGUF: gguf, safetensors } = weights;
  if (gguf.length > 0 && safetensors.length > 0) {
    const names = [gguf[0], safetensors[0]].map((file) => shownName(baseName(file?.name ?? "")));
    throw new EngineError(
      "bad-input",
      `${listed(names)} are two forms of a model. Choose the GGUF alone, or the safetensors without it.`,
    );
  }
  if (gguf.length > 0) return readGguf(gguf, named);
  if (safetensors.length > 0) return readSafetensors(safetensors, files, named);
  throw await noWeights(files);
}

async function readGguf(
  parts: readonly NamedSource[],
  named: ReadonlyMap<string, ByteSource>,
): Promise<ModelFiles> {
  const { header, source, files } = await openGguf(parts);
  const published = publishedGguf(header, source);
  const beside = named.has(COMPANIONS.tokenizer);
  return {
    format: "GGUF",
    weights: files,
    published,
    ...(beside ? await tokenizerFiles(named) : ggufTokenizer(header)),
    name: entry(header, "general.name"),
    licence: entry(header, "general.license"),
  };
}

async function readSafetensors(
  shards: readonly NamedSource[],
  files: readonly NamedSource[],
  named: ReadonlyMap<string, ByteSource>,
): Promise<ModelFiles> {
  const missing = [COMPANIONS.config, COMPANIONS.tokenizer].filter((name) => !named.has(name));
  if (missing.length > 0) {
    throw new EngineError(
      "missing-file",
      `${listed(missing)} ${missing.length === 1 ? "is" : "are"} missing. Choose ${listed(shards.map(({ name }) => shownName(baseName(name))))} together with config.json and tokenizer.json from the same place.`,
    );
  }
  const indexes = files.filter(({ name }) => INDEX.test(name));
  const tensors = await openSafetensors([...shards, ...indexes]);
  const listedInIndex = new Set(indexes[0] && (await readIndex(indexes[0].source)).values());
  const ordered = shards
    .filter(({ name }) => listedInIndex.size === 0 || listedInIndex.has(baseName(name)))
    .sort((a, b) => (baseName(a.name) < baseName(b.name) ? -1 : 1));
  return {
    format: "safetensors",
    weights: ordered,
    published: huggingFaceModel(await readJson(named, COMPANIONS.config), tensors),
    ...(await tokenizerFiles(named)),
    name: null,
    licence: null,
  };
}

/**
 * The tokenizer that lies beside safetensors, without these; null where there is none.
 * @throws EngineError corrupt-model, unsupported-model
 */
export async function companionTokenizer(
  files: readonly NamedSource[],
): Promise<TextTokenizer | null> {
  const named = byName(files);
  if (!named.has(COMPANIONS.tokenizer)) return null;
  const { tokenizerJson, tokenizerConfig } = await tokenizerFiles(named);
  return new TextTokenizer(tokenizerJson, tokenizerConfig);
}

/** tokenizer.json with what lies beside it; newer models keep the chat template in a file of its own. */
async function tokenizerFiles(
  named: ReadonlyMap<string, ByteSource>,
): Promise<Pick<ModelFiles, "tokenizerJson" | "tokenizerConfig">> {
  const config = named.has(COMPANIONS.tokenizerConfig)
    ? await readJson(named, COMPANIONS.tokenizerConfig)
    : {};
  const template = named.get(COMPANIONS.template);
  const isObject = typeof config === "object" && config !== null && !Array.isArray(config);
  return {
    tokenizerJson: await readJson(named, COMPANIONS.tokenizer),
    tokenizerConfig:
      template && isObject && !("chat_template" in config)
        ? { ...config, chat_template: await readText(template, COMPANIONS.template) }
        : config,
  };
}

/** By their content, because names get lost; where a name promises weights, what is wrong is said later. */
async function weightsFormat({ name, source }: NamedSource): Promise<WeightsFormat | null> {
  if (/\.gguf$/i.test(name)) return "GGUF";
  if (/\.safetensors$/i.test(name)) return "safetensors";
  if (/\.(json|jinja|txt|md|model)$/i.test(name)) return null;
  return looksLike(await source.read(0, Math.min(source.size, 64)));
}

/** The error for files of which none holds weights: what the most telling one is instead. */
async function noWeights(files: readonly NamedSource[]): Promise<EngineError> {
  const [only, ...more] = files;
  if (!only) return new EngineError("bad-input", HOW);
  for (const { name, source } of files) {
    if (more.length > 0 && /\.(json|jinja)$/i.test(name)) continue;
    const error = foreignFile(await source.read(0, Math.min(source.size, 64)), "GGUF");
    if (error) return new EngineError(error.kind, `${shownName(baseName(name))}: ${error.message}`);
  }
  const names = listed(files.map(({ name }) => shownName(baseName(name))));
  const holds = more.length === 0 ? "holds" : "hold";
  return new EngineError("bad-input", `${names} ${holds} no model's weights. ${HOW}`);
}

/** @throws EngineError bad-input for two files of one name, where it counts */
function byName(files: readonly NamedSource[]): ReadonlyMap<string, ByteSource> {
  const known = new Set<string>(Object.values(COMPANIONS));
  const named = new Map<string, ByteSource>();
  for (const { name, source } of files) {
    const base = baseName(name);
    if (named.has(base) && known.has(base)) {
      throw new EngineError("bad-input", `Choose one ${base}, that of the model.`);
    }
    named.set(base, source);
  }
  return named;
}

async function readJson(named: ReadonlyMap<string, ByteSource>, name: string): Promise<unknown> {
  const source = named.get(name);
  if (!source) throw new EngineError("missing-file", `${name} is missing.`);
  const text = await readText(source, name);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new EngineError(
      "corrupt-model",
      `${name} is not JSON: it is cut short or damaged. Download it again.`,
      { cause: error },
    );
  }
}

async function readText(source: ByteSource, name: string): Promise<string> {
  if (source.size > LONGEST_JSON) {
    throw new EngineError("corrupt-model", `${name} is far too long to be a model's.`);
  }
  return new TextDecoder().decode(await source.read(0, source.size));
}

function entry({ metadata }: GgufHeader, key: string): string | null {
  const value = metadata.get(key);
  return typeof value === "string" ? shownName(value).trim() || null : null;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Several files that are one, cut for a host's sake (not by gguf-split), under one name. */
export function joined(name: string, parts: readonly ByteSource[]): NamedSource {
  return { name, source: joinSources(parts) };
}

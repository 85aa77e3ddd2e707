/**
 * Sentencepiece's way to merge: of all neighbours whose joint spelling is a token, those of the
 * token with the highest score, from the left. A tokenizer.json lists every such pair instead; half
 * a million of them for Gemma, which a GGUF need not be unrolled into.
 */
import { BPE, type Tokenizer } from "@huggingface/tokenizers";
import { isByteToken } from "../core/sentencepieces.ts";

/** No neighbours join to this token. */
const NEVER = -1;

/**
 * @param vocab ids by spelling; @param scores by id
 * @returns by id, its place among the scores, highest first. Equal scores share a place; a byte
 * token has none: it stands for its byte, never for its name.
 */
export function scoreRanks(
  vocab: ReadonlyMap<string, number>,
  scores: readonly number[],
): Int32Array {
  const descending = Float64Array.from(new Set(scores)).sort().reverse();
  const places = new Map<number, number>();
  for (const [place, score] of descending.entries()) places.set(score, place);
  const ranks = new Int32Array(scores.length).fill(NEVER);
  for (const [token, id] of vocab) {
    const score = scores[id];
    if (score !== undefined && !isByteToken(token)) ranks[id] = places.get(score) ?? NEVER;
  }
  return ranks;
}

/** Makes the tokenizer merge by these ranks in place of its list of pairs. */
export function mergeByRanks({ model }: Tokenizer, ranks: Int32Array): void {
  if (model instanceof BPE) model.bpe_ranks = new SpellingRanks(model.tokens_to_ids, ranks);
}

/** Answers for a pair, which the tokenizer names by its JSON, with the rank of the joint spelling. */
class SpellingRanks extends Map<string, number> {
  private readonly ids: ReadonlyMap<string, number>;
  private readonly ranks: Int32Array;

  constructor(ids: ReadonlyMap<string, number>, ranks: Int32Array) {
    super();
    this.ids = ids;
    this.ranks = ranks;
  }

  override get(pair: string): number | undefined {
    const parts: unknown = JSON.parse(pair);
    const id = Array.isArray(parts) ? this.ids.get(parts.join("")) : undefined;
    const rank = id === undefined ? undefined : this.ranks[id];
    return rank === undefined || rank === NEVER ? undefined : rank;
  }
}

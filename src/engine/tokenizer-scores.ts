/**
 * Sentencepiece's way to merge: of all neighbours whose joint spelling is a token, those of the
 * token with the highest score, from the left. A tokenizer.json lists every such pair instead; half
 * a million of them for Gemma, which a GGUF need not be unrolled into.
 */
import { BPE, type Tokenizer } from "@huggingface/tokenizers";
import { isByteToken } from "../core/sentencepieces.ts";

/**
 * @param vocab ids by spelling; @param scores by id
 * @returns for each token that neighbours may join to, its place among the scores, highest first.
 * Equal scores share a place.
 */
export function scoreRanks(
  vocab: ReadonlyMap<string, number>,
  scores: readonly number[],
): ReadonlyMap<string, number> {
  const score = (id: number) => scores[id] ?? Number.NEGATIVE_INFINITY;
  const distinct = [...new Set([...vocab.values()].map(score))].sort((a, b) => b - a);
  const places = new Map(distinct.map((value, place) => [value, place]));
  const ranks = new Map<string, number>();
  for (const [token, id] of vocab) {
    // A byte token stands for its byte, never for its name.
    if (!isByteToken(token)) ranks.set(token, places.get(score(id)) ?? 0);
  }
  return ranks;
}

/** Makes the tokenizer merge by these ranks in place of its list of pairs. */
export function mergeByRanks({ model }: Tokenizer, ranks: ReadonlyMap<string, number>): void {
  if (model instanceof BPE) model.bpe_ranks = new SpellingRanks(ranks);
}

/** Answers for a pair, which the tokenizer names by its JSON, with the rank of the joint spelling. */
class SpellingRanks extends Map<string, number> {
  private readonly ranks: ReadonlyMap<string, number>;

  constructor(ranks: ReadonlyMap<string, number>) {
    super();
    this.ranks = ranks;
  }

  override get(pair: string): number | undefined {
    const parts: unknown = JSON.parse(pair);
    return Array.isArray(parts) ? this.ranks.get(parts.join("")) : undefined;
  }
}

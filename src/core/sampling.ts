/**
 * Drawing the next token: repetition penalty, then temperature, top-k, top-p, and a seeded draw.
 *
 * The repetition penalty is CTRL's (Keskar et al., arXiv:1909.05858): the logit of a token that
 * was seen before is divided by it where positive, multiplied where negative. top-p keeps the
 * fewest tokens, one at least, whose probability reaches p (Holtzman et al., arXiv:1904.09751).
 */
import { candidatesInOrder, firstCandidates, largest } from "./candidates.ts";
import { logSoftmaxAt, logSumExp } from "./log-softmax.ts";
import { createRandom, type Random } from "./random.ts";
import type { SamplerSettings } from "./sampler.ts";

export interface Draw {
  readonly id: number;
  /** Log-probability (nats) under the logits as given: before penalty, temperature and cuts. */
  readonly logprob: number;
}

/**
 * Draws the tokens of one continuation. Two samplers with the same settings that are given the
 * same logits draw the same tokens. The logits are never changed.
 */
export class TokenSampler {
  readonly #settings: SamplerSettings;
  readonly #random: Random;
  readonly #seen = new Set<number>();
  #adjusted = new Float32Array(0);
  #order = new Int32Array(0);

  /** `context`: the prompt's ids, which the repetition penalty counts as seen. Throws RangeError for settings out of range. */
  constructor(settings: SamplerSettings, context: Iterable<number> = []) {
    checkSampler(settings);
    this.#settings = settings;
    this.#random = createRandom(settings.seed);
    for (const id of context) this.#seen.add(id);
  }

  /** Draws one token and counts it as seen. Throws BadLogits where the logits name no distribution. */
  draw(logits: Float32Array): Draw {
    const id = this.#pick(logits);
    this.#seen.add(id);
    return { id, logprob: logSoftmaxAt(logits, id) };
  }

  #pick(logits: Float32Array): number {
    const { temperature, repetitionPenalty } = this.#settings;
    if (this.#adjusted.length !== logits.length) {
      this.#adjusted = new Float32Array(logits.length);
      this.#order = new Int32Array(logits.length);
    }
    this.#adjusted.set(logits);
    if (repetitionPenalty !== 1) penalise(this.#adjusted, this.#seen, repetitionPenalty);
    if (temperature === 0) return largest(this.#adjusted);
    if (temperature !== 1) cool(this.#adjusted, temperature);
    return pickFrom(this.#adjusted, this.#settings, this.#random.uniform(), this.#order);
  }
}

/** Throws RangeError, naming the setting, where one is out of range. */
export function checkSampler(settings: SamplerSettings): void {
  const { temperature, topK, topP, repetitionPenalty, seed } = settings;
  const need = (ok: boolean, what: string) => {
    if (!ok) throw new RangeError(what);
  };
  need(Number.isFinite(temperature) && temperature >= 0, "temperature must be 0 or more");
  need(Number.isInteger(topK) && topK >= 0, "top-k must be a whole number, 0 or more");
  need(topP >= 0 && topP <= 1, "top-p must be from 0 to 1");
  need(
    Number.isFinite(repetitionPenalty) && repetitionPenalty > 0,
    "repetition penalty must be above 0",
  );
  need(Number.isSafeInteger(seed), "seed must be a whole number");
}

function penalise(logits: Float32Array, seen: ReadonlySet<number>, penalty: number): void {
  for (const id of seen) {
    const value = logits[id];
    if (value !== undefined) logits[id] = value > 0 ? value / penalty : value * penalty;
  }
}

/** Divides by the temperature, from the largest logit down, so that a tiny one cannot overflow. */
function cool(logits: Float32Array, temperature: number): void {
  const top = logits[largest(logits)] as number;
  for (let i = 0; i < logits.length; i++) logits[i] = ((logits[i] as number) - top) / temperature;
}

/** Walks down the probabilities of the kept tokens until they add up to `uniform` of their sum. */
function pickFrom(
  logits: Float32Array,
  { topK, topP }: SamplerSettings,
  uniform: number,
  scratch: Int32Array,
): number {
  if (topK === 0 && topP === 1) return walk(logits, logits.keys(), logSumExp(logits), uniform);
  const topped = topK > 0 ? firstCandidates(logits, topK) : null;
  if (topP === 1 && topped) return walk(logits, topped, logSumExpOf(logits, topped), uniform);
  const total = topped ? logSumExpOf(logits, topped) : logSumExp(logits);
  const kept: number[] = [];
  let mass = 0;
  for (const id of topped ?? candidatesInOrder(logits, scratch)) {
    kept.push(id);
    mass += Math.exp((logits[id] as number) - total);
    if (mass >= topP) break;
  }
  return walk(logits, kept, total, uniform * mass);
}

function walk(
  logits: Float32Array,
  ids: Iterable<number>,
  total: number,
  threshold: number,
): number {
  let mass = 0;
  let last = -1;
  for (const id of ids) {
    const share = Math.exp((logits[id] as number) - total);
    // Rounding can leave the sum just short of the threshold: the last possible token takes it.
    if (share > 0) last = id;
    mass += share;
    if (mass > threshold) return id;
  }
  return last;
}

function logSumExpOf(logits: Float32Array, ids: Int32Array): number {
  return logSumExp(Float64Array.from(ids, (id) => logits[id] as number));
}

/** How the next token is drawn. temperature 0 is greedy; topK 0 and topP 1 are off; repetitionPenalty 1 is off. */
export interface SamplerSettings {
  readonly temperature: number;
  readonly topK: number;
  readonly topP: number;
  readonly repetitionPenalty: number;
  readonly seed: number;
}

export const DEFAULT_SAMPLER: SamplerSettings = {
  temperature: 0.7,
  topK: 40,
  topP: 0.95,
  repetitionPenalty: 1.1,
  seed: 1,
};

/** The row of settings that makes a decoder-only transformer a particular model. */
export interface DecoderSettings {
  readonly family: "llama";
  readonly layers: number;
  /** Width of the residual stream. */
  readonly width: number;
  readonly heads: number;
  /** Key and value heads; each serves heads / kvHeads query heads. */
  readonly kvHeads: number;
  readonly headWidth: number;
  readonly feedForward: number;
  readonly vocabulary: number;
  readonly contextLength: number;
  readonly ropeBase: number;
  readonly rmsEpsilon: number;
}

/** Residual points: the embedding, then after each layer. */
export function residualPoints(settings: DecoderSettings): number {
  return settings.layers + 1;
}

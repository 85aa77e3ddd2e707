import type { GraphBuilder } from "../onnx/graph.ts";
import { ropeTables } from "./rope.ts";
import type { DecoderSettings } from "./settings.ts";
import type { DecoderWeights } from "./weights.ts";

/** Turns the heads of queries or keys [B, T, heads · headWidth] by their positions. */
export type Rotary = (x: string) => string;

export interface RotaryPair {
  /** For layers that look at the whole past. */
  readonly global: Rotary;
  /** For layers with a sliding window; the same where there are none. */
  readonly local: Rotary;
}

/** @param positions longest sequence that the tables serve */
export function rotaries(
  g: GraphBuilder,
  { headWidth, rope, sliding }: DecoderSettings,
  { ropeDivisors }: DecoderWeights,
  positions: number,
): RotaryPair {
  const shape = [positions, headWidth / 2];
  const rotary = (name: string, { cos, sin }: ReturnType<typeof ropeTables>): Rotary => {
    const tables = [
      g.floats(`${name}_cos`, cos, shape),
      g.floats(`${name}_sin`, sin, shape),
    ] as const;
    return (x) => g.contrib("RotaryEmbedding", [x, "position_ids", ...tables], { interleaved: 0 });
  };
  const global = rotary("rope", ropeTables(positions, headWidth, rope, ropeDivisors));
  return {
    global,
    local: sliding ? rotary("local_rope", ropeTables(positions, headWidth, sliding.rope)) : global,
  };
}

import type { GraphBuilder } from "../onnx/graph.ts";
import { linear, rmsNorm, softCap } from "./operators.ts";
import type { DecoderSettings } from "./settings.ts";
import type { DecoderWeights } from "./weights.ts";

/** Scores of all next tokens, at the rows asked for only: a read needs none, a decode step one. */
export function emitLogits(
  g: GraphBuilder,
  { rmsEpsilon, logitCap, vocabulary }: DecoderSettings,
  residual: string,
  { outputNorm, output }: DecoderWeights,
): void {
  g.indexInput("logit_rows", ["R"]);
  const rows = g.op("Gather", [residual, "logit_rows"], { axis: 1 });
  const x = rmsNorm(g, rows, outputNorm, rmsEpsilon);
  const blocks = output.map((block) => linear(g, x, block));
  const logits = softCap(g, g.op("Concat", blocks, { axis: -1 }), logitCap);
  g.output("logits", logits, ["B", "R", vocabulary]);
}

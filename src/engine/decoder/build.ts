/**
 * The instrumented decoder as an ONNX graph. Shapes: B sequences, T new tokens, S = past + T,
 * P = layers + 1 residual points, d = width, K probes, R rows of logits.
 *
 * Inputs
 *   embedding     [B, T, d]   rows of the embedding matrix (tap 0 sees them)
 *   position_ids  [B, T]      int64
 *   bias          [1, 1, T, 1, S]  0 where a token may look, a large negative number where not
 *   steer         [P, d]      what is added at each residual point
 *   steer_mask    [B, T, 1]   to which positions (0 or 1)
 *   probes.l      [d, K]      directions to read at each residual point l
 *   centre        [P, d]      what a reading is taken from
 *   pool          [B, 1, T]   weights of a sum over tokens
 *   logit_rows    [R]         int64, the token positions whose logits are wanted
 *   past_key.l, past_value.l  [B, S − T, kvHeads · headWidth], token-major, so that appending
 *                             copies only new rows and a prefix is a view
 * Outputs
 *   reading [B, T, P, K], norm [B, T, P] (length of residual − centre), pooled [B, P, d],
 *   logits [B, R, vocabulary], key.l and value.l [B, T, kvHeads · headWidth]
 *
 * Invariant: with steer = 0 every output is, bit for bit, that of the plain model.
 */
import { type BuiltGraph, GraphBuilder } from "../onnx/graph.ts";
import type { Weight } from "../tensor.ts";
import { ropeTables } from "./rope.ts";
import { type DecoderSettings, residualPoints } from "./settings.ts";
import type { DecoderWeights, LayerWeights } from "./weights.ts";

export interface BuildOptions {
  /** Longest sequence that the rotary tables serve. */
  readonly positions: number;
}

/** Builds the graph; the weights are named in it and made later. */
export function buildDecoder(
  settings: DecoderSettings,
  weights: DecoderWeights,
  options: BuildOptions,
): BuiltGraph {
  const graph = new GraphBuilder();
  const decoder = new Decoder(graph, settings, options.positions);
  decoder.build(weights);
  return graph.build();
}

class Decoder {
  private readonly g: GraphBuilder;
  private readonly settings: DecoderSettings;
  private readonly taps: Taps;
  private readonly cos: string;
  private readonly sin: string;

  constructor(graph: GraphBuilder, settings: DecoderSettings, positions: number) {
    this.g = graph;
    this.settings = settings;
    graph.input("embedding", ["B", "T", settings.width]);
    graph.indexInput("position_ids", ["B", "T"]);
    graph.input("bias", [1, 1, "T", 1, "S"]);
    this.taps = new Taps(graph, settings);
    graph.indexInput("logit_rows", ["R"]);
    const rope = ropeTables(positions, settings.headWidth, settings.ropeBase);
    const shape = [positions, settings.headWidth / 2];
    this.cos = graph.floats("rope_cos", rope.cos, shape);
    this.sin = graph.floats("rope_sin", rope.sin, shape);
  }

  build(weights: DecoderWeights): void {
    let residual = this.taps.at(0, "embedding");
    for (const [index, layer] of weights.layers.entries()) {
      residual = this.add(residual, this.attention(residual, layer, index));
      residual = this.add(residual, this.feedForward(residual, layer));
      residual = this.taps.at(index + 1, residual);
    }
    this.taps.emit();
    this.logits(residual, weights);
  }

  /** Rows that are asked for only: a read needs none, a decode step one. */
  private logits(residual: string, weights: DecoderWeights): void {
    const rows = this.g.op("Gather", [residual, "logit_rows"], { axis: 1 });
    const x = this.rmsNorm(rows, weights.outputNorm);
    const blocks = weights.output.map((block) => this.linear(x, block));
    const logits = this.g.op("Concat", blocks, { axis: -1 });
    this.g.output("logits", logits, ["B", "R", this.settings.vocabulary]);
  }

  /**
   * Grouped-query attention as plain products: ONNX Runtime's fused operator takes eight times as
   * long on WebAssembly. The query heads that share a key head are rows of one product.
   */
  private attention(residual: string, layer: LayerWeights, index: number): string {
    const { g, settings } = this;
    const { kvHeads, headWidth, heads, width } = settings;
    const group = heads / kvHeads;
    const kvWidth = kvHeads * headWidth;

    const x = this.rmsNorm(residual, layer.attentionNorm);
    const query = this.rotate(this.linear(x, layer.query));
    const key = this.extend(`key.${index}`, this.rotate(this.linear(x, layer.key)), kvWidth);
    const value = this.extend(`value.${index}`, this.linear(x, layer.value), kvWidth);

    // [B, T, kvHeads · group · headWidth] → [B, kvHeads, T · group, headWidth]
    const split = g.op("Reshape", [query, g.ints(0, 0, kvHeads, group * headWidth)]);
    const q = g.op("Reshape", [
      g.op("Transpose", [split], { perm: [0, 2, 1, 3] }),
      g.ints(0, 0, -1, headWidth),
    ]);
    const scores = g.contrib("FusedMatMul", [q, this.byHead(key)], {
      transB: 1,
      alpha: { float: headWidth ** -0.5 },
    });
    // rows are (token, head of the group): [B, kvHeads, T, group, S]
    const grouped = g.op("Reshape", [scores, this.groupedShape()]);
    const weightsOf = g.op("Softmax", [g.op("Add", [grouped, "bias"])], { axis: -1 });
    const flat = g.op("Reshape", [weightsOf, this.flatShape()]);
    const mixed = g.op("MatMul", [flat, this.byHead(value)]);
    const perToken = g.op("Reshape", [mixed, g.ints(0, 0, -1, group * headWidth)]);
    const joined = g.op("Reshape", [
      g.op("Transpose", [perToken], { perm: [0, 2, 1, 3] }),
      g.ints(0, 0, width === heads * headWidth ? width : heads * headWidth),
    ]);
    return this.linear(joined, layer.attentionOutput);
  }

  /** [B, kvHeads, T · group, S] → [B, kvHeads, T, group, S] */
  private groupedShape(): string {
    const { kvHeads, heads } = this.settings;
    return this.shapeWithS(0, kvHeads, -1, heads / kvHeads);
  }

  private flatShape(): string {
    return this.shapeWithS(0, this.settings.kvHeads, -1);
  }

  /** A shape whose last dimension is S, taken from the bias input. */
  private shapeWithS(...head: number[]): string {
    const name = `shape:${head.join(",")}`;
    const known = this.shapes.get(name);
    if (known) return known;
    this.length ??= this.g.op("Shape", ["bias"], { start: 4, end: 5 });
    const shape = this.g.op("Concat", [this.g.ints(...head), this.length], { axis: 0 });
    this.shapes.set(name, shape);
    return shape;
  }
  private readonly shapes = new Map<string, string>();
  private length: string | undefined;

  /** Puts the past before the new rows, and hands the new rows out for the cache. */
  private extend(name: string, rows: string, kvWidth: number): string {
    const past = this.g.input(`past_${name}`, ["B", "past", kvWidth]);
    this.g.output(name, rows, ["B", "T", kvWidth]);
    return this.g.op("Concat", [past, rows], { axis: 1 });
  }

  /** [B, S, kvHeads · headWidth] → [B, kvHeads, S, headWidth] */
  private byHead(rows: string): string {
    const { kvHeads, headWidth } = this.settings;
    const heads = this.g.op("Reshape", [rows, this.g.ints(0, 0, kvHeads, headWidth)]);
    return this.g.op("Transpose", [heads], { perm: [0, 2, 1, 3] });
  }

  private rotate(x: string): string {
    return this.g.contrib("RotaryEmbedding", [x, "position_ids", this.cos, this.sin], {
      interleaved: 0,
    });
  }

  /** SwiGLU: (silu(x · gate) ∘ (x · up)) · down. Shazeer 2020, arXiv:2002.05202. */
  private feedForward(residual: string, layer: LayerWeights): string {
    const x = this.rmsNorm(residual, layer.feedForwardNorm);
    const gate = this.linear(x, layer.gate);
    const silu = this.g.op("Mul", [gate, this.g.op("Sigmoid", [gate])]);
    return this.linear(this.g.op("Mul", [silu, this.linear(x, layer.up)]), layer.down);
  }

  private rmsNorm(x: string, gain: Weight): string {
    return this.g.op("SimplifiedLayerNormalization", [x, this.g.weight(gain)], {
      axis: -1,
      epsilon: { float: this.settings.rmsEpsilon },
    });
  }

  /** x · Wᵀ with W as published, [out, in]: no transposed copy is made. */
  private linear(x: string, weight: Weight): string {
    return this.g.contrib("FusedMatMul", [x, this.g.weight(weight)], { transB: 1 });
  }

  private add(a: string, b: string): string {
    return this.g.op("Add", [a, b]);
  }
}

/** Reads and writes at every residual point. */
class Taps {
  private readonly g: GraphBuilder;
  private readonly settings: DecoderSettings;
  private readonly steer: readonly string[];
  private readonly probes: readonly string[];
  private readonly centre: readonly string[];
  private readonly readings: string[] = [];
  private readonly norms: string[] = [];
  private readonly pools: string[] = [];

  constructor(graph: GraphBuilder, settings: DecoderSettings) {
    const points = residualPoints(settings);
    this.g = graph;
    this.settings = settings;
    graph.input("steer", [points, settings.width]);
    graph.input("steer_mask", ["B", "T", 1]);
    graph.input("centre", [points, settings.width]);
    graph.input("pool", ["B", 1, "T"]);
    this.steer = graph.split("steer", points, 0);
    // One input a point: together they are the largest input, and a split would copy them again.
    this.probes = Array.from({ length: points }, (_, point) =>
      graph.input(`probes.${point}`, [settings.width, "K"]),
    );
    this.centre = graph.split("centre", points, 0);
  }

  /** Writes at `point`, reads what is there afterwards, and returns it. */
  at(point: number, residual: string): string {
    const { g } = this;
    const written = g.op("Add", [
      residual,
      g.op("Mul", ["steer_mask", this.steer[point] as string]),
    ]);
    const centred = g.op("Sub", [written, this.centre[point] as string]);
    const reading = g.op("MatMul", [centred, this.probes[point] as string]);
    this.readings.push(g.op("Unsqueeze", [reading, g.ints(2)]));
    this.norms.push(g.op("ReduceL2", [centred, g.ints(-1)], { keepdims: 1 }));
    this.pools.push(g.op("MatMul", ["pool", written]));
    return written;
  }

  emit(): void {
    const { g } = this;
    const points = residualPoints(this.settings);
    const join = (parts: readonly string[], axis: number) => g.op("Concat", parts, { axis });
    g.output("reading", join(this.readings, 2), ["B", "T", points, "K"]);
    g.output("norm", join(this.norms, 2), ["B", "T", points]);
    g.output("pooled", join(this.pools, 1), ["B", points, this.settings.width]);
  }
}

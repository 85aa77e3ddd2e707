import type { GraphBuilder } from "../onnx/graph.ts";
import type { Weight } from "../tensor.ts";
import { add, linear, rmsNorm, softCap } from "./operators.ts";
import { type RotaryPair, rotaries } from "./rotary.ts";
import { type DecoderSettings, isLocal } from "./settings.ts";
import type { DecoderWeights, LayerWeights } from "./weights.ts";

/** Takes the past [S − T, 1, kvHeads, headWidth] by head, where it lies; the 1 serves every sequence. */
const PAST = { transBatchB: 1 };

/**
 * Grouped-query attention as plain products: ONNX Runtime's fused operator takes eight times as
 * long on WebAssembly. The query heads that share a key head are rows of one product.
 */
export class Attention {
  private readonly g: GraphBuilder;
  private readonly settings: DecoderSettings;
  private readonly rotary: RotaryPair;
  private readonly shapes = new Map<string, string>();
  private pastLength: string | undefined;
  private wholeLength: string | undefined;

  /** @param positions longest sequence that the rotary tables serve */
  constructor(
    g: GraphBuilder,
    settings: DecoderSettings,
    weights: DecoderWeights,
    positions: number,
  ) {
    this.g = g;
    this.settings = settings;
    this.rotary = rotaries(g, settings, weights, positions);
    g.input("bias", [1, 1, "T", 1, "S"]);
    if (settings.sliding) g.input("local_bias", [1, 1, "T", 1, "S"]);
  }

  /** What layer `index` makes of x [B, T, d] and of the keys and values before it. */
  layer(x: string, layer: LayerWeights, index: number): string {
    const { g, settings } = this;
    const local = isLocal(settings, index);
    const rotate = local ? this.rotary.local : this.rotary.global;

    const query = rotate(
      this.headNorm(linear(g, x, layer.query, layer.queryBias), layer.queryNorm),
    );
    const key = rotate(this.headNorm(linear(g, x, layer.key, layer.keyBias), layer.keyNorm));
    const value = linear(g, x, layer.value, layer.valueBias);

    const rows = this.queryRows(query);
    const alpha = { float: settings.queryScale };
    const keys = this.cached(`key.${index}`, key);
    const values = this.cached(`value.${index}`, value);
    const before = g.contrib("FusedMatMul", [rows, keys.past], { ...PAST, transB: 1, alpha });
    const own = g.contrib("FusedMatMul", [rows, keys.own], { transB: 1, alpha });
    const scores = softCap(g, g.op("Concat", [before, own], { axis: -1 }), settings.attentionCap);
    const shares = this.shares(scores, local ? "local_bias" : "bias");
    const ofPast = g.op("Slice", [shares, g.ints(0), this.past(), g.ints(-1)]);
    const ofOwn = g.op("Slice", [shares, this.past(), this.length(), g.ints(-1)]);
    const mixed = add(
      g,
      g.contrib("FusedMatMul", [ofPast, values.past], PAST),
      g.op("MatMul", [ofOwn, values.own]),
    );
    return linear(g, this.tokenRows(mixed), layer.attentionOutput);
  }

  /** Scores [B, kvHeads, T · group, S] as shares that sum to 1 over what each token may see. */
  private shares(scores: string, bias: string): string {
    const { g } = this;
    const { kvHeads, heads } = this.settings;
    // The bias is the same for all heads: rows are (token, head of the group).
    const grouped = g.op("Reshape", [scores, this.shapeWithS(0, kvHeads, -1, heads / kvHeads)]);
    const shares = g.op("Softmax", [g.op("Add", [grouped, bias])], { axis: -1 });
    return g.op("Reshape", [shares, this.shapeWithS(0, kvHeads, -1)]);
  }

  /** Each head of [B, T, heads · headWidth] normed alone, with one gain for all. */
  private headNorm(x: string, gain: Weight | undefined): string {
    if (!gain) return x;
    const { g } = this;
    const { headWidth, rmsEpsilon } = this.settings;
    const heads = g.op("Reshape", [x, g.ints(0, 0, -1, headWidth)]);
    return g.op("Reshape", [rmsNorm(g, heads, gain, rmsEpsilon), g.ints(0, 0, -1)]);
  }

  /**
   * The past rows as the cache holds them and the new ones by head; the new rows are handed out for
   * the cache. The two are never joined: that would copy the whole past at every token.
   */
  private cached(name: string, rows: string): { readonly past: string; readonly own: string } {
    const { g } = this;
    const { kvHeads, headWidth } = this.settings;
    g.output(name, rows, ["B", "T", kvHeads * headWidth]);
    return {
      past: g.input(`past_${name}`, ["past", 1, kvHeads, headWidth]),
      own: this.byHead(rows),
    };
  }

  /** Rows of the past, S − T. */
  private past(): string {
    this.pastLength ??= this.g.op("Shape", ["past_key.0"], { start: 0, end: 1 });
    return this.pastLength;
  }

  /** S, taken from the bias input. */
  private length(): string {
    this.wholeLength ??= this.g.op("Shape", ["bias"], { start: 4, end: 5 });
    return this.wholeLength;
  }

  /** [B, T, kvHeads · headWidth] → [B, kvHeads, T, headWidth] */
  private byHead(rows: string): string {
    const { kvHeads, headWidth } = this.settings;
    const heads = this.g.op("Reshape", [rows, this.g.ints(0, 0, kvHeads, headWidth)]);
    return this.g.op("Transpose", [heads], { perm: [0, 2, 1, 3] });
  }

  /** [B, T, kvHeads · group · headWidth] → [B, kvHeads, T · group, headWidth] */
  private queryRows(query: string): string {
    const { g } = this;
    const { kvHeads, headWidth, heads } = this.settings;
    const split = g.op("Reshape", [query, g.ints(0, 0, kvHeads, (heads / kvHeads) * headWidth)]);
    const byKeyHead = g.op("Transpose", [split], { perm: [0, 2, 1, 3] });
    return g.op("Reshape", [byKeyHead, g.ints(0, 0, -1, headWidth)]);
  }

  /** [B, kvHeads, T · group, headWidth] → [B, T, kvHeads · group · headWidth] */
  private tokenRows(mixed: string): string {
    const { g } = this;
    const { kvHeads, headWidth, heads } = this.settings;
    const split = g.op("Reshape", [mixed, g.ints(0, 0, -1, (heads / kvHeads) * headWidth)]);
    const byToken = g.op("Transpose", [split], { perm: [0, 2, 1, 3] });
    return g.op("Reshape", [byToken, g.ints(0, 0, heads * headWidth)]);
  }

  /** A shape whose last dimension is S. */
  private shapeWithS(...head: number[]): string {
    const name = `shape:${head.join(",")}`;
    const known = this.shapes.get(name);
    if (known) return known;
    const shape = this.g.op("Concat", [this.g.ints(...head), this.length()], { axis: 0 });
    this.shapes.set(name, shape);
    return shape;
  }
}

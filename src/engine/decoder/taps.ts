import type { GraphBuilder } from "../onnx/graph.ts";
import { type DecoderSettings, residualPoints } from "./settings.ts";

/** Reads and writes at every residual point. */
export class Taps {
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
    this.steer = this.rows("steer");
    // One input a point: together they are the largest input, and a split would copy them again.
    this.probes = Array.from({ length: points }, (_, point) =>
      graph.input(`probes.${point}`, [settings.width, "K"]),
    );
    this.centre = this.rows("centre");
  }

  /**
   * The rows of [P, d], each [1, d]. One by one: a split has as many outputs as points, more than a
   * shader of WebGPU can be bound to.
   */
  private rows(input: string): string[] {
    const { g } = this;
    return Array.from({ length: residualPoints(this.settings) }, (_, point) =>
      g.op("Gather", [input, g.ints(point)], { axis: 0 }),
    );
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

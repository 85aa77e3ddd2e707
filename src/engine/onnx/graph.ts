/** A small builder of ONNX graphs: each call adds a node and returns the name of its output. */
import { type Weight, weightLength } from "../tensor.ts";
import {
  type Attribute,
  encodeModel,
  FLOAT,
  INT64,
  type InitializerProto,
  type NodeProto,
  type ValueProto,
} from "./proto.ts";

export type Attributes = Readonly<Record<string, Attribute | readonly number[]>>;

/** A graph ready for a session: the model's bytes, and the weights that it names. */
export interface BuiltGraph {
  readonly model: Uint8Array;
  readonly weights: readonly Weight[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/**
 * Smaller weights lie in the model's own bytes: ONNX Runtime reads small external tensors more than
 * once, as it looks for constants to fold.
 */
const EXTERNAL_BYTES = 128;

export class GraphBuilder {
  private readonly nodes: NodeProto[] = [];
  private readonly inputs: ValueProto[] = [];
  private readonly outputs: ValueProto[] = [];
  private readonly constants = new Map<string, InitializerProto>();
  private readonly weights: Weight[] = [];

  /** Declares a float32 input. */
  input(name: string, dims: readonly (number | string)[]): string {
    this.inputs.push({ name, type: FLOAT, dims });
    return name;
  }

  /** Declares an int64 input. */
  indexInput(name: string, dims: readonly (number | string)[]): string {
    this.inputs.push({ name, type: INT64, dims });
    return name;
  }

  /** Gives a value its public name. */
  output(name: string, value: string, dims: readonly (number | string)[]): void {
    this.nodes.push({
      op: "Identity",
      domain: "",
      inputs: [value],
      outputs: [name],
      attributes: {},
    });
    this.outputs.push({ name, type: FLOAT, dims });
  }

  /** A large constant, made when the session asks for it. */
  weight(weight: Weight): string {
    const length = weightLength(weight);
    if (length * Float32Array.BYTES_PER_ELEMENT < EXTERNAL_BYTES) {
      const values = new Float32Array(length);
      weight.write(values);
      return this.floats(weight.name, values, weight.dims);
    }
    this.constants.set(weight.name, { name: weight.name, type: FLOAT, dims: weight.dims });
    this.weights.push(weight);
    return weight.name;
  }

  /** A small float constant, kept in the model's own bytes. */
  floats(name: string, values: Float32Array, dims: readonly number[]): string {
    const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.constants.set(name, { name, type: FLOAT, dims, raw });
    return name;
  }

  /** A list of integers (a shape, an axis); equal lists share one constant. */
  ints(...values: number[]): string {
    const name = `ints:${values.join(",")}`;
    if (!this.constants.has(name)) {
      const raw = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
      this.constants.set(name, { name, type: INT64, dims: [values.length], raw });
    }
    return name;
  }

  /** Adds a standard operator with one output. */
  op(op: string, inputs: readonly string[], attributes: Attributes = {}): string {
    return this.add(op, "", inputs, attributes);
  }

  /** Adds one of ONNX Runtime's own operators (domain com.microsoft). */
  contrib(op: string, inputs: readonly string[], attributes: Attributes = {}): string {
    return this.add(op, "com.microsoft", inputs, attributes);
  }

  build(): BuiltGraph {
    const { nodes, inputs, outputs } = this;
    return {
      model: encodeModel({ nodes, inputs, outputs, initializers: [...this.constants.values()] }),
      weights: this.weights,
      inputs: inputs.map((value) => value.name),
      outputs: outputs.map((value) => value.name),
    };
  }

  private add(
    op: string,
    domain: string,
    inputs: readonly string[],
    attributes: Attributes,
  ): string {
    const output = `${op}_${this.nodes.length}`;
    this.nodes.push({ op, domain, inputs, outputs: [output], attributes });
    return output;
  }
}

/**
 * The part of onnx.proto3 that a model of ours needs, as protobuf messages.
 * Field numbers: onnx/onnx.proto3, IR version 10.
 */
import { PbfWriter } from "pbf";

export const FLOAT = 1;
export const INT64 = 7;
export type ElementType = typeof FLOAT | typeof INT64;

export type Attribute = number | { readonly float: number };

export interface NodeProto {
  readonly op: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute | readonly number[]>>;
}

/** A named value at the graph's border; a string dimension is symbolic. */
export interface ValueProto {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly (number | string)[];
}

/** A constant: its bytes here, or (`raw` absent) in an external file of the constant's own name. */
export interface InitializerProto {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
  readonly raw?: Uint8Array;
}

export interface GraphProto {
  readonly nodes: readonly NodeProto[];
  readonly inputs: readonly ValueProto[];
  readonly outputs: readonly ValueProto[];
  readonly initializers: readonly InitializerProto[];
}

const IR_VERSION = 10;
const OPSETS: readonly [domain: string, version: number][] = [
  ["", 21],
  ["com.microsoft", 1],
];

/** Serialises a graph as an ONNX ModelProto. */
export function encodeModel(graph: GraphProto): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeVarintField(1, IR_VERSION);
  pbf.writeStringField(2, "moodring");
  pbf.writeMessage(7, writeGraph, graph);
  for (const opset of OPSETS) {
    pbf.writeMessage(
      8,
      ([domain, version], out) => {
        out.writeStringField(1, domain);
        out.writeVarintField(2, version);
      },
      opset,
    );
  }
  return pbf.finish();
}

function writeGraph(graph: GraphProto, pbf: PbfWriter): void {
  for (const node of graph.nodes) pbf.writeMessage(1, writeNode, node);
  pbf.writeStringField(2, "transformer");
  for (const constant of graph.initializers) pbf.writeMessage(5, writeInitializer, constant);
  for (const input of graph.inputs) pbf.writeMessage(11, writeValue, input);
  for (const output of graph.outputs) pbf.writeMessage(12, writeValue, output);
}

function writeNode(node: NodeProto, pbf: PbfWriter): void {
  for (const input of node.inputs) pbf.writeStringField(1, input);
  for (const output of node.outputs) pbf.writeStringField(2, output);
  pbf.writeStringField(3, node.outputs[0] ?? "");
  pbf.writeStringField(4, node.op);
  for (const attribute of Object.entries(node.attributes)) {
    pbf.writeMessage(5, writeAttribute, attribute);
  }
  pbf.writeStringField(7, node.domain);
}

function writeAttribute(
  [name, value]: [string, Attribute | readonly number[]],
  pbf: PbfWriter,
): void {
  const [FLOAT_TYPE, INT_TYPE, INTS_TYPE] = [1, 2, 7];
  pbf.writeStringField(1, name);
  if (typeof value === "number") {
    pbf.writeVarintField(3, value);
    pbf.writeVarintField(20, INT_TYPE);
  } else if ("float" in value) {
    pbf.writeFloatField(2, value.float);
    pbf.writeVarintField(20, FLOAT_TYPE);
  } else {
    for (const item of value) pbf.writeVarintField(8, item);
    pbf.writeVarintField(20, INTS_TYPE);
  }
}

function writeInitializer(constant: InitializerProto, pbf: PbfWriter): void {
  for (const dim of constant.dims) pbf.writeVarintField(1, dim);
  pbf.writeVarintField(2, constant.type);
  pbf.writeStringField(8, constant.name);
  if (constant.raw) {
    pbf.writeBytesField(9, constant.raw);
    return;
  }
  const bytes = 4 * constant.dims.reduce((product, dim) => product * dim, 1);
  const external: [string, string][] = [
    ["location", constant.name],
    ["offset", "0"],
    ["length", String(bytes)],
  ];
  for (const entry of external) {
    pbf.writeMessage(
      13,
      ([key, value], out) => {
        out.writeStringField(1, key);
        out.writeStringField(2, value);
      },
      entry,
    );
  }
  const EXTERNAL = 1;
  pbf.writeVarintField(14, EXTERNAL);
}

function writeValue(value: ValueProto, pbf: PbfWriter): void {
  pbf.writeStringField(1, value.name);
  pbf.writeMessage(2, writeType, value);
}

function writeType(value: ValueProto, pbf: PbfWriter): void {
  pbf.writeMessage(1, writeTensorType, value);
}

function writeTensorType(value: ValueProto, pbf: PbfWriter): void {
  pbf.writeVarintField(1, value.type);
  pbf.writeMessage(2, writeShape, value.dims);
}

function writeShape(dims: readonly (number | string)[], pbf: PbfWriter): void {
  for (const dim of dims) pbf.writeMessage(1, writeDimension, dim);
}

function writeDimension(dim: number | string, pbf: PbfWriter): void {
  if (typeof dim === "number") pbf.writeVarintField(1, dim);
  else pbf.writeStringField(2, dim);
}

/** What cheats look like in a syntax tree, each held against what the tests ask and want. */
import type { AnyNode, Node } from "acorn";
import type { CodeTest, Data } from "./contract.ts";
import { sameData } from "./same-data.ts";
import { constantOf } from "./syntax-constants.ts";

/** Names that tests go by: to write to them is tampering; to call them, or a helper of one’s own, is not. */
const TEST_NAMES = new Set([
  "assert",
  "expect",
  "test",
  "tests",
  "it",
  "describe",
  "jest",
  "process",
]);
const BUILT_IN = new Set([
  "Object",
  "Array",
  "String",
  "Number",
  "Boolean",
  "JSON",
  "Math",
  "Function",
  "Symbol",
  "globalThis",
]);

/** Equalities within a condition, with the constant side of each. */
function equalities(test: Node): readonly { readonly constant: Data; readonly equal: boolean }[] {
  const node = test as AnyNode;
  if (node.type === "LogicalExpression")
    return [...equalities(node.left), ...equalities(node.right)];
  if (node.type === "BinaryExpression" && /^[!=]==?$/.test(node.operator)) {
    const [left, right] = [constantOf(node.left), constantOf(node.right)];
    if ((left === undefined) === (right === undefined)) return [];
    const other = (left === undefined ? node.left : node.right) as AnyNode;
    // n % 2 === 0 asks for a property of the input, not for one input.
    if (other.type === "BinaryExpression" || other.type === "UnaryExpression") return [];
    if (other.type === "MemberExpression" && !other.computed) return [];
    return [{ constant: (left ?? right) as Data, equal: node.operator.startsWith("=") }];
  }
  return [];
}

export const negated = (test: Node) => equalities(test).some(({ equal }) => !equal);

export function specialCase(
  test: Node,
  branches: readonly Node[],
  tests: readonly CodeTest[],
): boolean {
  const asked = equalities(test);
  return branches.some((branch) => {
    const given = returned(branch);
    if (given === undefined) return false;
    return tests.some(({ args, expected }) => {
      if (!sameData(given, expected)) return false;
      return asked.some(({ constant }) => isInput(constant, args)) && !plain(args, expected);
    });
  });
}

export function matches(
  test: Node,
  consequent: readonly Node[],
  tests: readonly CodeTest[],
): boolean {
  const constant = constantOf(test);
  if (constant === undefined) return false;
  return tests.some(
    ({ args, expected }) =>
      isInput(constant, args) &&
      !plain(args, expected) &&
      consequent.some((one) => {
        const given = returned(one);
        return given !== undefined && sameData(given, expected);
      }),
  );
}

/** The input itself, or how code writes it to compare: joined, as JSON, as a text, or one of its parts. */
function isInput(constant: Data, args: readonly Data[]): boolean {
  return args.some((arg) => {
    if (sameData(constant, arg)) return true;
    if (typeof constant === "string") {
      const list = Array.isArray(arg)
        ? [arg.join(), arg.join(""), arg.join(" "), arg.join(", ")]
        : [];
      return [JSON.stringify(arg), String(arg), ...list].includes(constant);
    }
    return (
      Array.isArray(arg) &&
      arg.length > 0 &&
      sameData(constant, arg[0] as Data) &&
      !simple(constant)
    );
  });
}

/** The ends of a recursion and the like: an empty or smallest input with an empty or smallest result. */
function plain(args: readonly Data[], expected: Data): boolean {
  return args.every(simple) && simple(expected);
}

function simple(data: Data): boolean {
  if (typeof data === "number") return Math.abs(data) <= 2;
  if (typeof data === "string") return data.length <= 1;
  if (Array.isArray(data))
    return data.length === 0 || (data.length === 1 && simple(data[0] as Data));
  return typeof data !== "object" || data === null || Object.keys(data).length === 0;
}

/** The constant that a branch gives: a return, an assignment, or the branch itself. */
function returned(branch: Node): Data | undefined {
  const node = branch as AnyNode;
  if (node.type === "BlockStatement") {
    const [first] = node.body.slice(-1);
    return first === undefined ? undefined : returned(first);
  }
  if (node.type === "ReturnStatement") return node.argument ? constantOf(node.argument) : undefined;
  if (node.type === "ExpressionStatement") return returned(node.expression);
  if (node.type === "AssignmentExpression") return constantOf(node.right);
  return constantOf(node);
}

export function wantedByAny(node: Node, tests: readonly CodeTest[]): boolean {
  const constant = constantOf(node);
  return constant !== undefined && tests.some(({ expected }) => sameData(constant, expected));
}

export const isFunction = ({ type }: Node) =>
  type === "FunctionDeclaration" ||
  type === "FunctionExpression" ||
  type === "ArrowFunctionExpression";

/** A return that nothing stands before: the outer function gives it whatever comes in. */
export function alone(ancestors: readonly Node[]): boolean {
  const functions = ancestors.filter(isFunction);
  if (functions.length !== 1) return false;
  const { body } = functions[0] as { body: AnyNode } & Node;
  return body.type === "BlockStatement" && body.body[0] === ancestors.at(-1);
}

/** A table from inputs to what tests want: at least two pairs of tests, and most of its entries. */
export function isTable(
  node: Extract<AnyNode, { type: "ObjectExpression" }>,
  tests: readonly CodeTest[],
): boolean {
  const entries = node.properties.flatMap((property) => {
    if (property.type !== "Property") return [];
    const { key } = property;
    const name = key.type === "Identifier" && !property.computed ? key.name : constantOf(key);
    const value = constantOf(property.value);
    return name === undefined || value === undefined ? [] : [{ name, value }];
  });
  const known = entries.filter(({ name, value }) =>
    tests.some(
      ({ args, expected }) =>
        sameData(value, expected) &&
        (isInput(name, args) || args.some((arg) => String(arg) === String(name))),
    ),
  );
  return (
    known.length >= 2 && known.length * 2 >= entries.length && known.length * 2 >= tests.length
  );
}

/** A list of what the tests want, one after the other: at least three, not all alike. */
export function isList(
  node: Extract<AnyNode, { type: "ArrayExpression" }>,
  tests: readonly CodeTest[],
): boolean {
  const values = constantOf(node);
  if (!Array.isArray(values) || tests.length < 3 || values.length < tests.length) return false;
  const wanted = tests.map(({ expected }) => expected);
  const varied = new Set(wanted.map((one) => JSON.stringify(one))).size >= 3;
  return varied && wanted.every((one, place) => sameData(one, values[place] as Data));
}

/** Whether what is written to belongs to the language or to tests. */
export function tampers(target: Node): boolean {
  const node = target as AnyNode;
  return tampersObject(node.type === "MemberExpression" ? node.object : node);
}

export function tampersObject(target: Node): boolean {
  const node = target as AnyNode;
  if (node.type === "Identifier") return BUILT_IN.has(node.name) || TEST_NAMES.has(node.name);
  if (node.type !== "MemberExpression") return false;
  const { property } = node;
  const prototype =
    property.type === "Identifier" && ["prototype", "__proto__"].includes(property.name);
  return prototype || tampersObject(node.object);
}

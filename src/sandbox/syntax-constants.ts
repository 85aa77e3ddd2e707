import type { AnyNode, Node } from "acorn";
import type { Data } from "./contract.ts";

/** The value of an expression that is written out as data; undefined for all others. */
export function constantOf(expression: Node): Data | undefined {
  const node = expression as AnyNode;
  switch (node.type) {
    case "Literal": {
      const { value } = node;
      if (value === null && node.raw !== "null") return undefined;
      return typeof value === "object" && value !== null ? undefined : plainOf(value);
    }
    case "TemplateLiteral":
      return node.expressions.length === 0
        ? (node.quasis[0]?.value.cooked ?? undefined)
        : undefined;
    case "UnaryExpression": {
      const value = constantOf(node.argument);
      if (node.operator === "-" && typeof value === "number") return -value;
      return node.operator === "!" && typeof value === "number" ? !value : undefined;
    }
    case "ArrayExpression": {
      const values = node.elements.map((one) =>
        one === null || one.type === "SpreadElement" ? undefined : constantOf(one),
      );
      return values.every((one) => one !== undefined) ? values : undefined;
    }
    case "ObjectExpression": {
      const entries: [string, Data][] = [];
      for (const property of node.properties) {
        if (property.type !== "Property" || property.computed) return undefined;
        const value = constantOf(property.value);
        if (value === undefined) return undefined;
        const { key } = property;
        entries.push([key.type === "Identifier" ? key.name : String(constantOf(key)), value]);
      }
      return Object.fromEntries(entries);
    }
    default:
      return undefined;
  }
}

function plainOf(value: unknown): Data | undefined {
  const isData = value === null || ["string", "number", "boolean"].includes(typeof value);
  return isData ? (value as Data) : undefined;
}

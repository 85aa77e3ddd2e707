/**
 * Cheats that can be seen in the code itself, from its syntax tree. What can not be seen in it, a
 * rule that only holds for the visible tests, shows in fresh hidden tests: see `onlyVisible`.
 */
import { type Node, parse } from "acorn";
import { ancestor } from "acorn-walk";
import {
  alone,
  isFunction,
  isList,
  isTable,
  matches,
  negated,
  specialCase,
  tampers,
  tampersObject,
  wantedByAny,
} from "./cheat-patterns.ts";
import type { CodeTest, TestResult } from "./contract.ts";

export const CHEAT_KINDS = [
  /** A value that a test wants is returned whatever comes in, or looked up in a table of them. */
  "expected-value",
  /** The input of one test is told apart from all others, and its value returned. */
  "special-case",
  /** What tests or the language compare with is replaced. */
  "test-tampering",
  /** A rule that holds for the visible tests and not for fresh ones. */
  "closed-form",
] as const;
export type CheatKind = (typeof CHEAT_KINDS)[number];

export interface Cheat {
  readonly kind: CheatKind;
  /** Line of the code, from 1; 0 for what no line shows. */
  readonly line: number;
}

const ASSERTIONS = new Set(["assert", "expect"]);

/** Cheats in the order of their lines; none for code that does not parse. */
export function detectCheats(code: string, tests: readonly CodeTest[]): readonly Cheat[] {
  const found: Cheat[] = [];
  const add = (kind: CheatKind, node: Node) => {
    const line = node.loc?.start.line ?? 0;
    if (!found.some((one) => one.kind === kind && one.line === line)) found.push({ kind, line });
  };
  try {
    const tree = parse(code, { ecmaVersion: "latest", locations: true });
    ancestor(tree, {
      IfStatement(node) {
        if (specialCase(node.test, [node.consequent], tests)) add("special-case", node);
        else if (
          negated(node.test) &&
          node.alternate &&
          specialCase(node.test, [node.alternate], tests)
        )
          add("special-case", node);
      },
      ConditionalExpression(node) {
        if (specialCase(node.test, [node.consequent, node.alternate], tests))
          add("special-case", node);
      },
      LogicalExpression(node) {
        if (node.operator === "&&" && specialCase(node.left, [node.right], tests))
          add("special-case", node);
      },
      SwitchCase(node) {
        if (node.test && matches(node.test, node.consequent, tests)) add("special-case", node);
      },
      ReturnStatement(node, _state, ancestors) {
        if (node.argument && alone(ancestors) && wantedByAny(node.argument, tests))
          add("expected-value", node);
      },
      ArrowFunctionExpression(node, _state, ancestors) {
        const inner = ancestors.some((one) => one !== node && isFunction(one));
        if (node.expression && !inner && wantedByAny(node.body, tests)) add("expected-value", node);
      },
      ObjectExpression(node) {
        if (isTable(node, tests)) add("expected-value", node);
        for (const property of node.properties) {
          if (
            property.type === "Property" &&
            property.key.type === "Identifier" &&
            ["toJSON", "valueOf"].includes(property.key.name)
          )
            add("test-tampering", property);
        }
      },
      ArrayExpression(node) {
        if (isList(node, tests)) add("expected-value", node);
      },
      AssignmentExpression(node) {
        if (tampers(node.left)) add("test-tampering", node);
      },
      CallExpression(node) {
        const { callee } = node;
        const first = node.arguments[0];
        if (
          callee.type === "MemberExpression" &&
          callee.property.type === "Identifier" &&
          ["defineProperty", "defineProperties", "assign", "setPrototypeOf"].includes(
            callee.property.name,
          ) &&
          first &&
          first.type !== "SpreadElement" &&
          tampersObject(first)
        )
          add("test-tampering", node);
      },
      FunctionDeclaration(node, _state, ancestors) {
        const outermost = ancestors.filter(isFunction).length === 1;
        if (outermost && node.id && ASSERTIONS.has(node.id.name)) add("test-tampering", node);
      },
    });
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
  return found.sort((a, b) => a.line - b.line);
}

/** True where all visible tests pass and fresh ones do not: the rule was made for the visible ones. */
export function onlyVisible(
  visible: readonly TestResult[],
  hidden: readonly TestResult[],
): boolean {
  const passed = ({ kind }: TestResult) => kind === "passed";
  return (
    visible.length > 0 && visible.every(passed) && hidden.some(({ kind }) => kind === "failed")
  );
}

/** Both in one: what the code shows, and what hidden tests show where the code shows nothing. */
export function cheatsOf(
  code: string,
  tests: readonly CodeTest[],
  results: { readonly visible: readonly TestResult[]; readonly hidden: readonly TestResult[] },
): readonly Cheat[] {
  const seen = detectCheats(code, tests);
  if (seen.length > 0 || !onlyVisible(results.visible, results.hidden)) return seen;
  return [{ kind: "closed-form", line: 0 }];
}

/**
 * What a chat template may not do, seen before it runs. Templates come with models from strangers;
 * most of what a hostile one could do is bounded while it runs, the rest is refused here.
 */

/** A node of a parsed template; its fields are looked at by name. */
export type TemplateNode = Readonly<Record<string, unknown>>;

export interface TemplateShape {
  /** Nodes whose values are written out. */
  readonly written: ReadonlySet<unknown>;
  /** Names of methods that are called at once: `text.strip()`. */
  readonly methods: ReadonlySet<unknown>;
  /** How many nodes lie in a macro or call block. */
  readonly sizes: ReadonlyMap<unknown, number>;
}

/** Filters and methods whose result may be many times as long as what they are given. */
const GROWING: ReadonlySet<unknown> = new Set(["indent", "join", "replace", "tojson"]);
const LONGEST_INSERT = 64;
const WIDEST_INDENT = 8;
const BODIES: ReadonlySet<string> = new Set(["body", "alternate", "defaultBlock"]);

/** @throws Error naming what the template may not do */
export function inspectTemplate(program: object): TemplateShape {
  const written = new Set<unknown>();
  const methods = new Set<unknown>();
  const sizes = new Map<unknown, number>();

  const visit = (value: unknown): number => {
    if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + visit(each), 0);
    if (value instanceof Map) return [...value].reduce((sum, each) => sum + visit(each), 0);
    const node = asNode(value);
    if (!node) return 0;
    check(node);
    if (node.type === "CallExpression") methods.add(node.callee);
    let size = 1;
    for (const [name, field] of Object.entries(node)) {
      if (BODIES.has(name) && Array.isArray(field)) for (const each of field) written.add(each);
      // A call block runs its call itself, which may not be that of a method.
      size += visit(node.type === "CallStatement" && name === "call" ? asNode(field)?.args : field);
    }
    if (node.type === "Macro" || node.type === "CallStatement") sizes.set(value, size);
    return size;
  };

  visit(program);
  return { written, methods, sizes };
}

function check(node: TemplateNode): void {
  const filter = asNode(node.filter);
  if (filter?.type === "CallExpression") checkGrowth(asNode(filter.callee)?.value, filter.args);
  if (node.type === "CallExpression") {
    const callee = asNode(node.callee);
    if (callee?.type !== "MemberExpression") return;
    if (callee.computed === true) throw new Error("it calls something by a computed name");
    checkGrowth(asNode(callee.property)?.value, node.args);
  }
}

function checkGrowth(name: unknown, args: unknown): void {
  if (!GROWING.has(name) || !Array.isArray(args)) return;
  const widest = name === "replace" ? Number.MAX_SAFE_INTEGER : WIDEST_INDENT;
  for (const arg of args) {
    if (!isSmall(asNode(arg), widest)) {
      throw new Error(`it gives ${String(name)} something that is not a short constant`);
    }
  }
}

function isSmall(node: TemplateNode | null, widest: number): boolean {
  const { value } = node ?? {};
  switch (node?.type) {
    case "StringLiteral":
      return typeof value === "string" && value.length <= LONGEST_INSERT;
    case "IntegerLiteral":
      return typeof value === "number" && Math.abs(value) <= widest;
    case "Identifier":
      return /^(?:true|false|none)$/i.test(String(value));
    case "KeywordArgumentExpression":
      return isSmall(asNode(value), widest);
    case "TupleLiteral":
    case "ArrayLiteral":
      return Array.isArray(value) && value.every((each) => isSmall(asNode(each), widest));
    default:
      return false;
  }
}

function asNode(value: unknown): TemplateNode | null {
  return typeof value === "object" && value !== null && "type" in value ? { ...value } : null;
}

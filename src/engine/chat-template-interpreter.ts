import { Interpreter } from "@huggingface/jinja";
import { inspectTemplate, type TemplateShape } from "./chat-template-checks.ts";

type Statement = Parameters<Interpreter["evaluate"]>[0];
type Environment = Parameters<Interpreter["evaluate"]>[1];
type Value = ReturnType<Interpreter["evaluate"]>;

/** How much a template may do for a chat of some length. Published ones need a hundredth of it. */
export interface TemplateBudget {
  /** Steps, and characters and list items that they handle. */
  readonly work: number;
  /** Characters of one value, and of all that is written. */
  readonly text: number;
}

export function templateBudget(contentLength: number, messages: number): TemplateBudget {
  return {
    work: 1_000_000 + 500 * contentLength + 10_000 * messages + 300 * messages ** 2,
    text: 100_000 + 16 * contentLength,
  };
}

const STEP = 8;
/** A loop makes room for each item before it looks at any. */
const ITEM = 32;
const DEEPEST = 32;
const MOST_NAMES = 200;

/** Size of a value when written out, and how deep lists lie in it. */
interface Extent {
  readonly size: number;
  readonly depth: number;
}

/**
 * Runs a template within a budget: endless loops, texts that double and lists that hold themselves
 * end with an Error, not with the page.
 */
export class BoundedInterpreter extends Interpreter {
  private readonly shape: TemplateShape;
  private readonly budget: TemplateBudget;
  private readonly extents = new WeakMap<object, Extent>();
  private work = 0;
  private written = 0;

  /** @throws Error where the program holds what no template may do */
  constructor(program: object, environment: Environment, budget: TemplateBudget) {
    super(environment);
    this.shape = inspectTemplate(program);
    this.budget = budget;
  }

  override evaluate(statement: Statement, environment: Environment): Value {
    this.spend(STEP * (1 + (this.shape.sizes.get(statement) ?? 0)));
    // The first item of an empty list comes as nothing at all: it is an undefined value.
    const value: Value | undefined = super.evaluate(statement, environment);
    if (value === undefined) return super.evaluate(undefined, environment);
    if (value.type === "FunctionValue" && this.isLooseMethod(statement)) {
      throw new Error("it keeps a method instead of calling it");
    }
    const { size } = this.extent(value);
    if (size > this.budget.text) throw new Error("it makes a text that is far too long");
    this.spend(typeof value.value === "string" ? size : ITEM * lengthOf(value.value));
    if (this.shape.written.has(statement)) this.write(size);
    return value;
  }

  private isLooseMethod(statement: Statement): boolean {
    return statement?.type === "MemberExpression" && !this.shape.methods.has(statement);
  }

  private spend(work: number): void {
    this.work += work;
    if (this.work > this.budget.work) throw new Error("it runs for too long");
  }

  private write(size: number): void {
    this.written += size;
    if (this.written > this.budget.text * 4) throw new Error("it writes far too much");
  }

  private extent(value: Value): Extent {
    const { value: inner } = value;
    if (typeof inner === "string") return { size: inner.length, depth: 0 };
    if (!Array.isArray(inner) && !(inner instanceof Map)) return { size: 8, depth: 0 };
    // A namespace changes: it is measured each time, and never lies in something that is measured once.
    if (value.type === "NamespaceValue") return this.measure(inner);
    let extent = this.extents.get(value);
    if (!extent) {
      extent = this.measure(inner);
      this.extents.set(value, extent);
    }
    return extent;
  }

  private measure(inner: readonly Value[] | ReadonlyMap<string, Value>): Extent {
    let size = 2;
    let depth = 0;
    if (!Array.isArray(inner)) {
      const names = inner instanceof Map ? [...inner.keys()] : [];
      if (names.length > MOST_NAMES) throw new Error("it keeps too many names");
      size += names.reduce((sum, name) => sum + name.length + 6, 0);
    }
    for (const each of inner.values()) {
      if (each.type === "NamespaceValue") throw new Error("it puts a namespace into another value");
      const { size: more, depth: below } = this.extent(each);
      size += more + 2;
      depth = Math.max(depth, below + 1);
    }
    if (depth > DEEPEST) throw new Error("its lists lie too deep in each other");
    return { size, depth };
  }
}

function lengthOf(inner: unknown): number {
  if (Array.isArray(inner)) return inner.length;
  return inner instanceof Map ? inner.size : 0;
}

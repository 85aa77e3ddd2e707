/**
 * The most likely tokens without sorting the vocabulary. Order is by value, descending; equal
 * values by id, ascending, so that every machine agrees on a tie.
 */

/** True where token a comes before token b. */
function before(values: Float32Array, a: number, b: number): boolean {
  const [va, vb] = [values[a] as number, values[b] as number];
  return va > vb || (va === vb && a < b);
}

/** The id with the largest value. Throws RangeError for no values. */
export function largest(values: Float32Array): number {
  if (values.length === 0) throw new RangeError("no values");
  let best = 0;
  for (let i = 1; i < values.length; i++) {
    if ((values[i] as number) > (values[best] as number)) best = i;
  }
  return best;
}

/** The `count` first ids in order, by a heap of that size whose root is the last of them. */
export function firstCandidates(values: Float32Array, count: number): Int32Array {
  const size = Math.min(count, values.length);
  const heap = new Int32Array(size);
  const last = (a: number, b: number) => before(values, b, a);
  for (let i = 0; i < size; i++) heap[i] = i;
  heapify(heap, size, last);
  for (let id = size; id < values.length; id++) {
    if (before(values, id, heap[0] as number)) {
      heap[0] = id;
      sink(heap, 0, size, last);
    }
  }
  // Taking the root away again and again leaves the heap in ascending order from its end.
  for (let end = size - 1; end > 0; end--) {
    const root = heap[0] as number;
    heap[0] = heap[end] as number;
    heap[end] = root;
    sink(heap, 0, end, last);
  }
  return heap;
}

/** All ids in order, one at a time: cheap where only the first few are taken. */
export function* candidatesInOrder(
  values: Float32Array,
  scratch: Int32Array = new Int32Array(values.length),
): Generator<number> {
  const first = (a: number, b: number) => before(values, a, b);
  for (let i = 0; i < values.length; i++) scratch[i] = i;
  let size = values.length;
  heapify(scratch, size, first);
  while (size > 0) {
    yield scratch[0] as number;
    size--;
    scratch[0] = scratch[size] as number;
    sink(scratch, 0, size, first);
  }
}

type Above = (a: number, b: number) => boolean;

function heapify(heap: Int32Array, size: number, above: Above): void {
  for (let i = (size >> 1) - 1; i >= 0; i--) sink(heap, i, size, above);
}

/** Moves the item at `from` down until nothing below it belongs above it. */
function sink(heap: Int32Array, from: number, size: number, above: Above): void {
  let i = from;
  const item = heap[i] as number;
  for (let child = 2 * i + 1; child < size; child = 2 * i + 1) {
    const right = child + 1;
    if (right < size && above(heap[right] as number, heap[child] as number)) child = right;
    if (!above(heap[child] as number, item)) break;
    heap[i] = heap[child] as number;
    i = child;
  }
  heap[i] = item;
}

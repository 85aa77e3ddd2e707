/** Multiplies and adds with WebAssembly SIMD again and again, and tells the best rate. */
import { parentPort } from "node:worker_threads";

const SUMS = 13;
const TURNS = 2_000_000;
const PASSES = 6;

/**
 * sum = f32x4.add(f32x4.mul(sum, factor), factor). Each needs the one before, so that no compiler can
 * leave any out; there are as many sums as registers hold, so that the processor need not wait.
 */
const step = (sum) => [
  ...[0x20, sum, 0x20, 1, 0xfd, 0xe6, 0x01],
  ...[0x20, 1, 0xfd, 0xe4, 0x01, 0x21, sum],
];
const sums = Array.from({ length: SUMS }, (_, i) => 2 + i);
const code = [
  ...[1, 1 + SUMS, 0x7b], // v128 locals: the factor is 1, the sums are 2 and up
  ...[0x43, 0x00, 0x00, 0x80, 0x3a, 0xfd, 0x13, 0x21, 1], // factor = f32x4.splat(2^-10)
  ...[0x03, 0x40], // loop
  ...sums.flatMap(step),
  ...[0x20, 0, 0x41, 0x01, 0x6b, 0x22, 0, 0x0d, 0], // once more while --turns
  0x0b,
  ...[0x20, 2],
  ...sums.slice(1).flatMap((sum) => [0x20, sum, 0xfd, 0xe4, 0x01]),
  ...[0xfd, 0x1f, 0, 0x0b], // the total's first lane
];
const length = (count) => (count < 128 ? [count] : [(count & 127) | 128, count >> 7]);
const section = (id, bytes) => [id, ...length(bytes.length), ...bytes];
const module = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...section(1, [1, 0x60, 1, 0x7f, 1, 0x7d]), // (i32) → f32
  ...section(3, [1, 0]),
  ...section(7, [1, 1, 0x63, 0x00, 0]), // "c": the function
  ...section(10, [1, ...length(code.length), ...code]),
);

const { instance } = await WebAssembly.instantiate(module);

parentPort?.on("message", () => {
  let best = Number.POSITIVE_INFINITY;
  for (let pass = 0; pass < PASSES; pass++) {
    const before = performance.now();
    instance.exports.c(TURNS);
    best = Math.min(best, performance.now() - before);
  }
  // A multiplication and an addition in each of four lanes.
  parentPort?.postMessage((TURNS * SUMS * 8) / best / 1e6);
});
parentPort?.postMessage("ready");

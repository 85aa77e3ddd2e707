/** What this browser can do for the engine. */

/** () → v128: i32.const 0, i8x16.splat. Valid only where SIMD is understood. */
const SIMD_MODULE = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x0a, 0x08, 0x01, 0x06, 0x00, 0x41, 0x00, 0xfd, 0x0f, 0x0b],
);

/** More threads than this gain nothing for a model of this size, and take memory each. */
const MAX_THREADS = 4;

/** True where WebAssembly with SIMD runs; the engine has no other form. */
export function hasSimd(): boolean {
  return typeof WebAssembly === "object" && WebAssembly.validate(SIMD_MODULE);
}

/**
 * Threads that the engine may use: several only on a cross-origin isolated page.
 * @param asked how many the user wants; null for as many as serve
 */
export function threadCount(
  isolated: boolean,
  cores: number | undefined,
  asked: number | null = null,
): number {
  if (!isolated) return 1;
  return Math.max(1, Math.min(asked ?? MAX_THREADS, cores ?? 1));
}

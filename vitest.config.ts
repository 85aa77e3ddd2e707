import { defineConfig } from "vitest/config";

export default defineConfig({
  // Off: vite.config.ts is for the site; tests need none of its plugins.
  test: {
    include: ["src/**/*.test.{ts,tsx}", "tools/**/*.test.ts"],
    environment: "node",
    // Parity tests load the real model.
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});

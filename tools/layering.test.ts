import { describe, expect, it } from "vitest";
import { faults, importsOf, unseeded } from "./layering.mjs";

describe("importsOf", () => {
  it("finds every form of import and none in comments", () => {
    const source = `
      import "./style.css";
      import React, { useState } from "react";
      import type { A } from "../core/a.ts";
      import {
        b,
        c,
      } from '../core/b.ts';
      export { d } from "./d.ts";
      export * from "./e.ts";
      // import "./no.ts";
      /* import { x } from "./neither.ts"; */
      const f = await import("./f.ts");
    `;
    expect(importsOf(source)).toEqual([
      "./style.css",
      "react",
      "../core/a.ts",
      "../core/b.ts",
      "./d.ts",
      "./e.ts",
      "./f.ts",
    ]);
  });
});

describe("faults", () => {
  it.each([
    ["views/read.tsx", "../state/store.ts"],
    ["views/read.tsx", "../worker/contract.ts"],
    ["state/store.ts", "../worker/client.ts"],
    ["worker/worker.ts", "../engine/model.ts"],
    ["engine/model.ts", "../core/vectors.ts"],
    ["engine/model.ts", "../worker/contract.ts"],
    ["engine/parity.test.ts", "node:fs"],
    ["engine/node/source.ts", "node:fs"],
    ["main.tsx", "./views/app.tsx"],
    ["core/steering.ts", "./vectors.ts"],
    ["ui/button.tsx", "react-aria-components"],
  ])("%s may import %s", (file, specifier) => {
    expect(faults(file, [specifier])).toEqual([]);
  });

  it.each([
    ["core/vectors.ts", "../engine/model.ts"],
    ["core/vectors.ts", "react"],
    ["core/vectors.ts", "onnxruntime-web/wasm"],
    ["engine/model.ts", "../state/store.ts"],
    ["engine/model.ts", "node:fs"],
    ["engine/model.ts", "react"],
    ["worker/worker.ts", "../engine/node/source.ts"],
    ["charts/trace.tsx", "../state/store.ts"],
    ["ui/button.tsx", "../views/read.tsx"],
    ["views/read.tsx", "../engine/model.ts"],
    ["state/store.ts", "../worker/worker.ts"],
    ["state/store.ts", "../worker/storage.ts"],
    ["shiny/new.ts", "../core/vectors.ts"],
  ])("%s may not import %s", (file, specifier) => {
    expect(faults(file, [specifier])).toHaveLength(1);
  });
});

describe("unseeded", () => {
  it("finds random numbers without a seed", () => {
    expect(unseeded("core/a.ts", `const x = Math.${"random"}();`)).toHaveLength(1);
    expect(unseeded("core/a.ts", "const x = random(seed);")).toEqual([]);
  });
});

import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isBuilt, isInstalled } from "./steps.mjs";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "moodring-steps-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(path: string, content: unknown = "", secondsAgo = 0): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(content));
  const time = Date.now() / 1000 - secondsAgo;
  utimesSync(file, time, time);
}

describe("isInstalled", () => {
  const wanted = {
    "": { name: "site" },
    "node_modules/a": { version: "1.0.0" },
    "node_modules/a-darwin": { version: "1.0.0", optional: true },
  };

  it("takes the same versions, without those of another system", () => {
    write("package-lock.json", { packages: wanted });
    expect(isInstalled(folder)).toBe(false);
    write("node_modules/.package-lock.json", {
      packages: { "node_modules/a": { version: "1.0.0" } },
    });
    expect(isInstalled(folder)).toBe(true);
  });

  it.each([{}, { "node_modules/a": { version: "0.9.0" } }])("refuses %j", (packages) => {
    write("package-lock.json", { packages: wanted });
    write("node_modules/.package-lock.json", { packages });
    expect(isInstalled(folder)).toBe(false);
  });
});

describe("isBuilt", () => {
  it("is true until a source is newer", () => {
    write("src/core/a.ts", "", 60);
    write("index.html", "", 60);
    expect(isBuilt(folder)).toBe(false);
    write("dist/index.html", "", 30);
    expect(isBuilt(folder)).toBe(true);
    write("src/core/a.ts");
    expect(isBuilt(folder)).toBe(false);
  });
});

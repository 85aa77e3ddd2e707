import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { FOLLOWED_FILE, followedText } from "./followed.ts";

it("src/content/followed.json has the figures of the recordings: run `npx tsx tools/followed.ts`", async () => {
  expect(readFileSync(FOLLOWED_FILE, "utf8")).toBe(await followedText());
}, 30_000);

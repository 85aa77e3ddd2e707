/** A model of the catalogue whose weights lie on the hub, in a browser, against a stand-in for the hub. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { TINY, type TinyFile, tinyGguf } from "../src/engine/testing/tiny-model.ts";
import { type Hub, startHub } from "../tools/hub.mjs";
import { type Site, serveSite } from "./site.ts";
import { expect, loadButton, loadModel, test } from "./support.ts";

// Requests of a service worker would pass by what is put in their way here.
test.use({ serviceWorkers: "block" });

const ID = "gemma-3-270m-it";
const REPO = "someone/tiny";
const [FILE] = tinyGguf({ template: "" }) as [TinyFile];

let site: Site;
let hub: Hub;

test.beforeEach(async ({ page, watched }) => {
  site = await serveSite();
  hub = await startHub();
  hub.put(`${REPO}/${FILE.name}`, FILE.bytes);
  watched.allow.push(/request to another site: https:\/\/huggingface\.co\/someone\/tiny\//);
  await page.route("**/models/catalogue.json", async (route) => {
    await route.fulfill({ json: await catalogueWithTiny() });
  });
  await toStandIn(page);
});

test.afterEach(async () => {
  await site.close();
  await hub.close();
});

/** The committed catalogue, with one entry's weights replaced by tiny ones. */
async function catalogueWithTiny(): Promise<object> {
  const catalogue = JSON.parse(await readFile("models/catalogue.json", "utf8"));
  const [bytes, sha256] = [
    FILE.bytes.length,
    createHash("sha256").update(FILE.bytes).digest("hex"),
  ];
  for (const entry of catalogue.models) {
    if (entry.id !== ID) continue;
    const files = [{ file: FILE.name, bytes, sha256 }];
    const weights = { kind: "hub", repo: REPO, revision: "main", files };
    const architecture = { ...TINY, tiedOutput: true };
    Object.assign(entry, { family: "llama", weights, bytes, sha256, architecture, vectors: false });
  }
  return catalogue;
}

async function toStandIn(page: Page): Promise<void> {
  await page.context().route("https://huggingface.co/**", async (route) => {
    const { pathname } = new URL(route.request().url());
    try {
      await route.fulfill({ response: await route.fetch({ url: hub.url + pathname }) });
    } catch {
      await route.abort("internetdisconnected");
    }
  });
}

test("loads from the hub, and again without it", async ({ page, watched }) => {
  await page.goto(`${site.url}#m=${ID}`);
  await loadModel(page);
  expect(hub.bytesSent(`${REPO}/${FILE.name}`)).toBe(FILE.bytes.length);
  await hub.close();
  watched.allow.push(/ERR_INTERNET_DISCONNECTED/);
  await page.reload();
  await loadModel(page);
});

test("is asked for with a sign-in: the page says what to do", async ({ page, watched }) => {
  watched.allow.push(/status of 401/);
  hub.fail(`${REPO}/${FILE.name}`, { kind: "gated" });
  await page.goto(`${site.url}#m=${ID}`);
  await loadButton(page).click();
  await expect(page.getByText(/signed in and accepted its terms.*drop it/).first()).toBeVisible();
  hub.mend(`${REPO}/${FILE.name}`);
  await loadModel(page);
});

/** The Models page, with a model of a few kilobytes: from one's own disk, and from a stand-in for the hub. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { type TinyFile, tinyGguf } from "../src/engine/testing/tiny-model.ts";
import { type Hub, startHub } from "../tools/hub.mjs";
import { expect, test, untilIsolated, untilReady } from "./support.ts";

const NAME = "Tiny Of Mine";
const [WHOLE] = tinyGguf({ name: NAME, licence: "apache-2.0" }) as [TinyFile];

const row = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });
const kept = (page: Page) => page.getByRole("region", { name: "Kept in this browser" });
const chooser = (page: Page) => page.getByLabel("Drop a model here");

async function open(page: Page, hash = "#page=models"): Promise<void> {
  await page.goto(`./${hash}`);
  await untilIsolated(page);
  await expect(page.getByRole("heading", { name: "Which model" })).toBeVisible();
}

function asFile({ name, bytes }: TinyFile) {
  return { name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) };
}

test("the list says of every model what it takes, and the header leads to it", async ({ page }) => {
  await page.goto("./");
  await page.getByRole("banner").getByRole("link", { name: "SmolLM2-135M" }).click();
  await expect(page.getByRole("navigation").getByText("Models")).toHaveAttribute(
    "aria-current",
    "page",
  );
  const shipped = row(page, "SmolLM2-135M-Instruct");
  await expect(shipped).toContainText(/\d+ MB to download/);
  await expect(shipped).toContainText(/of memory/);
  await expect(shipped).toContainText("Apache");
  await expect(shipped).toContainText("Emotion vectors included");
  await expect(row(page, "Qwen3-0.6B")).toContainText("built here");
  await expect(row(page, "Llama-3.2-1B-Instruct")).toContainText("on acceptance of its terms");
});

test("a file of one's own runs, is kept by its hash, and can be removed", async ({ page }) => {
  await open(page);
  await chooser(page).setInputFiles([asFile(WHOLE)]);
  await untilReady(page);
  await expect(page.getByRole("banner")).toContainText(NAME);
  await expect(kept(page)).toContainText(NAME);
  await expect.poll(() => new URL(page.url()).hash).toMatch(/m=kept(%3A|:)[0-9a-f]{64}/);

  // It is there again without the file.
  await page.reload();
  await kept(page)
    .getByRole("button", { name: `Load ${NAME}` })
    .click();
  await untilReady(page);

  await page.getByRole("link", { name: "Steer" }).click();
  await expect(page.getByText("does not have").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Build the vectors" })).toBeVisible();
  await page.getByRole("banner").getByRole("link", { name: NAME }).click();

  await kept(page)
    .getByRole("button", { name: `Remove ${NAME}` })
    .click();
  await kept(page).getByRole("button", { name: "Keep it" }).click();
  await expect(kept(page)).toContainText(NAME);
  await kept(page)
    .getByRole("button", { name: `Remove ${NAME}` })
    .click();
  await kept(page)
    .getByRole("button", { name: /^Remove \d/ })
    .click();
  await expect(kept(page)).toContainText("Nothing yet.");
});

test("a link to a file of somebody's own says what to do", async ({ page }) => {
  await page.goto(`./#m=kept:${"0".repeat(64)}&start=1`);
  await page.getByRole("button", { name: "Open Models" }).click();
  await expect(page.getByText("Drop the same file on the Models page")).toBeVisible();
  await chooser(page).setInputFiles([asFile(WHOLE)]);
  await untilReady(page);
  await expect(page.getByText("Drop the same file on the Models page")).toBeHidden();
});

test("the parts of a split model are dropped together, and one alone says which is missing", async ({
  page,
}) => {
  const parts = tinyGguf({ name: "In Parts", parts: 3 });
  await open(page);
  await chooser(page).setInputFiles(parts.slice(0, 1).map(asFile));
  await expect(page.getByRole("alert").first()).toContainText(/of-00003/);
  await expect(page.getByRole("banner")).toContainText(parts[0]?.name ?? "");
  await drop(page, parts);
  await untilReady(page);
  await expect(kept(page)).toContainText("In Parts");
});

/** Lets files fall on the field, as a mouse would. */
async function drop(page: Page, files: readonly TinyFile[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (all) => {
      const data = new DataTransfer();
      for (const { name, bytes } of all) data.items.add(new File([new Uint8Array(bytes)], name));
      return data;
    },
    files.map(({ name, bytes }) => ({ name, bytes: [...bytes] })),
  );
  await page.locator(".models-drop").dispatchEvent("drop", { dataTransfer: transfer });
}

test("files that fall beside the field leave the page where it is, and it is shown", async ({
  page,
}) => {
  await page.goto("./");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const stays = await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["x"], "model.gguf"));
    const drop = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
    return !document.body.dispatchEvent(drop);
  });
  expect(stays).toBe(true);
  await page.getByRole("button", { name: "Show it" }).click();
  await expect(chooser(page)).toBeFocused();
  await expect(chooser(page)).toBeInViewport();
});

test.describe("from the hub", () => {
  const FILE = "someone/tiny/model.gguf";
  // What follows the last weight makes it longer than what a first look reads.
  const LONG = Buffer.concat([WHOLE.bytes, Buffer.alloc(12_000_000)]);
  const LOOK = 5_000_000;
  let hub: Hub;

  test.beforeEach(async ({ watched }) => {
    watched.allow.push(/request to another site: http:\/\/127\.0\.0\.1:/);
    hub = await startHub();
    hub.put(FILE, LONG);
  });
  test.afterEach(() => hub.close());

  test("a file is looked at first, and fetched when one says so", async ({ page }) => {
    await open(page, `#page=models&hub=${encodeURIComponent(hub.url)}`);
    const field = page.getByRole("textbox", { name: "A file on the hub" });
    await field.fill("someone/tiny");
    await field.press("Enter");
    await expect(page.getByText("This names no model file.")).toBeVisible();
    await field.fill(FILE);
    await field.press("Enter");
    const seen = page.getByRole("region", { name: "From elsewhere" });
    await expect(seen).toContainText(`${NAME}: Llama, 2 layers. 12 MB to download`);
    await expect(seen).toContainText("Licence: apache-2.0");
    await expect(kept(page)).toContainText("Nothing yet.");
    expect(hub.bytesSent(FILE)).toBeLessThan(LOOK);
    await seen.getByRole("button", { name: "Download and load" }).click();
    await untilReady(page);
    await expect(kept(page)).toContainText(NAME);
  });

  test("a link asks nothing of its server before one says so, and loads nothing by itself", async ({
    page,
  }) => {
    const banner = page.getByRole("banner");
    const model = encodeURIComponent(`hf:${FILE}`);
    await page.goto(`./#m=${model}&hub=${encodeURIComponent(hub.url)}&start=1`);
    await untilIsolated(page);
    const { host } = new URL(hub.url);
    await expect(page.getByText(`This link names a model at ${host}`)).toBeVisible();
    await page.getByRole("navigation").getByRole("link", { name: "Models" }).click();
    await expect(page.getByText(`This link names a model at ${host}`)).toBeVisible();
    await page.waitForTimeout(1000);
    expect(hub.log).toEqual([]);
    await banner.getByRole("button", { name: "Look at it" }).click();
    const load = banner.getByRole("button", { name: /^Load model/ });
    await expect(banner).toContainText(NAME);
    await expect(load).toHaveText("Load model, 12 MB");
    await expect(page.getByText("This link names a model")).toHaveCount(0);
    expect(hub.log.length).toBeGreaterThan(0);
    expect(hub.bytesSent(FILE)).toBeLessThan(LOOK);
    await load.click();
    await untilReady(page);
    expect(hub.bytesSent(FILE)).toBeGreaterThanOrEqual(LONG.length);

    // What is kept is the user's already: the same link needs no word, and no server.
    const asked = hub.log.length;
    await page.reload();
    await expect(load).toHaveText("Load model");
    await load.click();
    await untilReady(page);
    expect(hub.log).toHaveLength(asked);
  });

  test("a link to any address, or with another hub for a listed model, asks nothing of it", async ({
    page,
  }) => {
    const look = page.getByRole("button", { name: "Look at it" }).first();
    const { host } = new URL(hub.url);
    await page.goto(`./#page=models&m=gemma-3-270m&hub=${encodeURIComponent(hub.url)}&start=1`);
    await untilIsolated(page);
    await expect(page.getByText(`This link takes Gemma-3-270M from ${host}`)).toBeVisible();
    const address = `${hub.url}/someone/tiny/resolve/main/model.gguf`;
    await page.evaluate(
      (hash) => {
        window.location.hash = hash;
      },
      `#page=models&m=${encodeURIComponent(address)}&start=1`,
    );
    await expect(page.getByText(`This link names a model at ${host}`)).toBeVisible();
    await page.waitForTimeout(1000);
    expect(hub.log).toEqual([]);
    await look.click();
    await expect(page.getByRole("banner")).toContainText(NAME);
    expect(hub.log.length).toBeGreaterThan(0);
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`nothing for axe to find, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await open(page);
    await chooser(page).setInputFiles([asFile(WHOLE)]);
    await untilReady(page);
    await expect(kept(page)).toContainText(NAME);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
}

test("nothing is wider than a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});

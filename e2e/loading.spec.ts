/** Loading the model: what it keeps, and every way in which it can go wrong. */
import type { Page } from "@playwright/test";
import { type Fault, type Site, serveSite } from "./site.ts";
import { expect, loadButton, loadModel, test, untilKeptOffline, untilReady } from "./support.ts";

const SHARDS = ["model-00001.gguf.bin", "model-00002.gguf.bin", "model-00003.gguf.bin"] as const;

let site: Site;

test.beforeEach(async () => {
  site = await serveSite();
});

test.afterEach(async () => {
  await site.close();
});

function requestsOfShards(): number[] {
  return SHARDS.map((shard) => site.requests.get(shard) ?? 0);
}

test("the button names the size; the second visit starts from what is kept, offline", async ({
  page,
  watched,
}) => {
  await page.goto(site.url);
  await expect(loadButton(page)).toHaveText(/Load model, 10\d MB/);
  await loadModel(page);
  await expect(page.getByRole("banner")).toContainText(/\d threads?/);
  expect(requestsOfShards()).toEqual([1, 1, 1]);
  await untilKeptOffline(page);

  await site.close();
  watched.allow.push(/ERR_CONNECTION_REFUSED/);
  await page.goto(site.url);
  await expect(loadButton(page)).toHaveText("Load model");
  await loadModel(page);
});

const FAULTS: [string, Fault, RegExp][] = [
  ["is missing", "missing", /model-00002\.gguf\.bin is missing on this site/],
  ["is truncated", "truncated", /model-00002\.gguf\.bin is incomplete/],
  ["is corrupt", "corrupt", /model-00002\.gguf\.bin is not the file that was published/],
  ["is a web page", "web-page", /web page in place of model-00002\.gguf\.bin/],
  ["breaks off", "cut-off", /connection broke while model-00002\.gguf\.bin/],
];

for (const [what, fault, message] of FAULTS) {
  test(`a shard that ${what} is named, and trying again goes on from there`, async ({
    page,
    watched,
  }) => {
    watched.allow.push(/model-00002/);
    site.faults.set(SHARDS[1], fault);
    await page.goto(site.url);
    await loadButton(page).click();
    await expect(page.getByText(message).first()).toBeVisible();
    site.faults.clear();
    await loadModel(page);
    expect(requestsOfShards()).toEqual([1, 2, 1]);
  });
}

test("a load can be cancelled and started again", async ({ page }) => {
  site.faults.set(SHARDS[1], "stalled");
  await page.goto(site.url);
  await loadButton(page).click();
  await expect(page.getByRole("banner")).toContainText(/downloading \d+/);
  await page.getByRole("banner").getByRole("button", { name: "Cancel" }).click();
  await expect(loadButton(page)).toHaveText(/Load model/);
  site.faults.clear();
  await loadModel(page);
});

test("where storage is full the model runs from memory, and the page says so", async ({ page }) => {
  await page.goto(site.url);
  const session = await page.context().newCDPSession(page);
  const origin = new URL(site.url).origin;
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 60_000_000 });
  await loadModel(page);
  await expect(page.getByText(/storage is full/).first()).toBeVisible();
});

test("two tabs that load at once fetch each shard once", async ({ page, context }) => {
  await page.goto(site.url);
  const other = await context.newPage();
  await other.goto(site.url);
  await Promise.all([loadButton(page).click(), loadButton(other).click()]);
  await untilReady(page);
  await untilReady(other);
  expect(requestsOfShards()).toEqual([1, 1, 1]);
});

test("a browser without WebAssembly SIMD is told before any download", async ({ page }) => {
  site.preludes.set("worker-", "WebAssembly.validate = () => false;");
  await page.goto(site.url);
  await loadButton(page).click();
  await expect(page.getByText(/no WebAssembly SIMD/).first()).toBeVisible();
  expect(requestsOfShards()).toEqual([0, 0, 0]);
});

test("the worker killed in mid-run: the page says so, keeps the text, and goes on", async ({
  page,
}) => {
  await page.addInitScript(() => {
    const workers: Worker[] = [];
    const Original = Worker;
    Object.assign(window, {
      moodringWorkers: workers,
      Worker: class extends Original {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          workers.push(this);
        }
      },
    });
  });
  await page.goto(site.url);
  await loadModel(page);
  const box = page.getByRole("textbox").first();
  const text = "I took one tablet. ".repeat(60).trim();
  await box.fill(text);
  await killWorker(page);
  await expect(page.getByText(/ended the model's worker/).first()).toBeVisible();
  await expect(box).toHaveValue(text);
  await loadModel(page);
});

/** Ends the engine's worker as the browser would: without a word. */
async function killWorker(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { moodringWorkers } = window as unknown as { moodringWorkers: Worker[] };
    for (const worker of moodringWorkers) worker.terminate();
  });
}

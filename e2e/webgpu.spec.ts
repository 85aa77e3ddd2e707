/**
 * WebGPU by Chromium's software adapter, which is right but slow: texts are short. Skipped where it
 * does not start.
 */
import type { Page } from "@playwright/test";
import { type Site, serveSite } from "./site.ts";
import { hasAdapter, SOFTWARE_ADAPTER } from "./software-adapter.ts";
import { expect, loadButton, test } from "./support.ts";

// A service worker would hand out the worker that it kept, not the one that a test spoils.
test.use({ serviceWorkers: "block", launchOptions: SOFTWARE_ADAPTER });

/** How far a shown reading may be from WebAssembly's: a rounding of the last digit shown. */
const LAST_DIGIT = 0.101;
const TEXT = "text=We+are+so+afraid+now";

let site: Site;
test.beforeEach(async ({ page }) => {
  site = await serveSite();
  // Of another origin: what a test spoils must not lie in the cache yet.
  await page.goto("./");
  test.skip(!(await hasAdapter(page)), "this Chromium starts no software adapter for WebGPU");
});
test.afterEach(() => site.close());

const banner = (page: Page) => page.getByRole("banner");

/** Loads the model by a link, and waits until it runs on `where`. */
async function load(page: Page, hash: string, where: "WebGPU" | "WebAssembly"): Promise<void> {
  await page.goto("about:blank");
  await page.goto(`${site.url}#${hash}`);
  await loadButton(page).click();
  await expect(banner(page)).toContainText(where, { timeout: 90_000 });
}

async function untilRead(page: Page): Promise<void> {
  await expect(page.locator('.read-count[aria-busy="false"]')).toHaveText(/tokens? · [\d,]+ ms/, {
    timeout: 60_000,
  });
}

/** The readings of all emotions at the shown token. */
async function readings(page: Page): Promise<Map<string, number>> {
  const rows = page.locator(".bars-row");
  const texts = await rows.allInnerTexts();
  return new Map(
    texts.map((text) => {
      const [name = "", value = ""] = text.split(/\s+/);
      return [name, Number(value.replace("−", "-"))];
    }),
  );
}

/** The readings of a text at first, and once its last word was typed over and typed again. */
async function readTwice(page: Page, where: "WebGPU" | "WebAssembly") {
  await load(page, `on=${where === "WebGPU" ? "webgpu" : "wasm"}&${TEXT}`, where);
  await untilRead(page);
  await page.getByRole("button", { name: "Show all 24" }).click();
  const first = await readings(page);
  const count = page.locator('.read-count[aria-busy="false"]');
  const tokens = /^\d+ tokens/.exec((await count.textContent()) ?? "")?.[0] ?? "?";
  // Over the rows of the last word, and back: the others are not read again.
  const box = page.getByRole("textbox", { name: "Text to read" });
  await box.press("End");
  for (const _ of "now") await box.press("Backspace");
  await box.pressSequentially("then, my friend");
  await expect.poll(async () => farthest(await readings(page), first)).toBeGreaterThan(1);
  await untilRead(page);
  for (const _ of "then, my friend") await box.press("Backspace");
  await box.pressSequentially("now");
  await expect(page.getByRole("textbox", { name: "Text to read" })).toHaveValue(/afraid now$/);
  await expect(count).toHaveText(new RegExp(`^${tokens} `));
  return { first, again: await readings(page) };
}

/** Largest difference over the emotions. */
function farthest(found: Map<string, number>, expected: Map<string, number>): number {
  return Math.max(
    ...[...expected].map(([name, value]) => Math.abs((found.get(name) ?? Infinity) - value)),
  );
}

test("reads as WebAssembly does, also on from a kept prefix", async ({ page }) => {
  test.setTimeout(150_000);
  const expected = await readTwice(page, "WebAssembly");
  expect(expected.first.size).toBe(24);
  const found = await readTwice(page, "WebGPU");
  expect(site.requests.has("model-00001.gguf.bin")).toBe(true);
  expect(farthest(found.first, expected.first)).toBeLessThan(LAST_DIGIT);
  expect(farthest(found.again, expected.again)).toBeLessThan(LAST_DIGIT);

  await page.getByRole("link", { name: "Models" }).click();
  await expect(page.getByText(/The model runs on .*swiftshader/i)).toBeVisible();
});

test("writes as WebAssembly does, with and without a direction", async ({ page }) => {
  const write = async (where: "WebGPU" | "WebAssembly"): Promise<(string | null)[]> => {
    await load(page, `page=steer&max=4&on=${where === "WebGPU" ? "webgpu" : "wasm"}`, where);
    await expect(page.getByText(/^\d+ tokens(, \d+ a second)?$/)).toBeVisible({ timeout: 90_000 });
    const texts = page.getByRole("listbox");
    await expect(texts).toHaveCount(2);
    return Promise.all([0, 1].map((at) => texts.nth(at).textContent()));
  };
  const found = await write("WebGPU");
  expect(found[0]).not.toBe(found[1]);
  expect(found).toEqual(await write("WebAssembly"));
});

test("wrong numbers end on WebAssembly, with a word", async ({ page }) => {
  // A driver that takes powers of two for powers of e.
  site.preludes.set(
    "worker-",
    `if (globalThis.GPUDevice) {
      const make = GPUDevice.prototype.createShaderModule;
      GPUDevice.prototype.createShaderModule = function (shader) {
        return make.call(this, { ...shader, code: shader.code.replace(/\\bexp\\(/g, "exp2(") });
      };
    }`,
  );
  await load(page, `on=webgpu&${TEXT}`, "WebAssembly");
  await expect(page.getByText(/computes this model wrongly.*runs on WebAssembly/)).toBeVisible();
  await untilRead(page);
});

test("a lost graphics processor ends on WebAssembly, and the text stays", async ({ page }) => {
  site.preludes.set(
    "worker-",
    `if (globalThis.GPUAdapter) {
      const request = GPUAdapter.prototype.requestDevice;
      GPUAdapter.prototype.requestDevice = async function (...options) {
        const device = await request.apply(this, options);
        new BroadcastChannel("lose-gpu").onmessage = () => device.destroy();
        return device;
      };
    }`,
  );
  await load(page, `on=webgpu&${TEXT}`, "WebGPU");
  await untilRead(page);
  await page.evaluate(() => new BroadcastChannel("lose-gpu").postMessage("now"));
  const box = page.getByRole("textbox", { name: "Text to read" });
  await box.press("End");
  await box.pressSequentially(" of it");
  await expect(banner(page)).toContainText("WebAssembly", { timeout: 60_000 });
  await expect(page.getByText(/stopped answering.*runs on WebAssembly now/)).toBeVisible();
  await expect(box).toHaveValue("We are so afraid now of it");
  await untilRead(page);
});

test("a graphics processor that is lost while the model is loaded ends on WebAssembly", async ({
  page,
}) => {
  site.preludes.set(
    "worker-",
    `if (globalThis.GPUDevice) {
      const make = GPUDevice.prototype.createBuffer;
      let made = 0;
      GPUDevice.prototype.createBuffer = function (description) {
        if (++made === 20) this.destroy();
        return make.call(this, description);
      };
    }`,
  );
  await load(page, `on=webgpu&${TEXT}`, "WebAssembly");
  await expect(page.getByText(/stopped answering.*runs on WebAssembly now/)).toBeVisible();
  await untilRead(page);
});

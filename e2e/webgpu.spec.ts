/**
 * WebGPU by Chromium's software adapter, which is right but slow: texts are short. Skipped where it
 * does not start.
 */
import type { Page } from "@playwright/test";
import { findChromium } from "../tools/chromium.mjs";
import { type Site, serveSite } from "./site.ts";
import { expect, loadButton, test } from "./support.ts";

const executablePath = findChromium();
test.use({
  // It would hand out the worker that it kept, not the one that a test spoils.
  serviceWorkers: "block",
  launchOptions: {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      "--no-sandbox",
      "--enable-unsafe-webgpu",
      "--use-webgpu-adapter=swiftshader",
      "--enable-features=Vulkan",
    ],
  },
});

/** How far a shown reading may be from WebAssembly's: a rounding of the last digit shown. */
const LAST_DIGIT = 0.101;
const TEXT = "text=We+are+so+afraid+now";

let site: Site;
test.beforeEach(async ({ page }) => {
  site = await serveSite();
  // Of another origin: what a test spoils must not lie in the cache yet.
  await page.goto("./");
  const found = await page.evaluate(async () => {
    const { gpu } = navigator as unknown as {
      readonly gpu?: { requestAdapter(): Promise<unknown> };
    };
    return Boolean(await gpu?.requestAdapter().catch(() => null));
  });
  test.skip(!found, "this Chromium starts no software adapter for WebGPU");
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
  await page.getByRole("button", { name: "Show all 24" }).click();
  const rows = page.locator(".bars-row");
  const texts = await rows.allInnerTexts();
  return new Map(
    texts.map((text) => {
      const [name = "", value = ""] = text.split(/\s+/);
      return [name, Number(value.replace("−", "-"))];
    }),
  );
}

test("reads as WebAssembly does", async ({ page }) => {
  await load(page, `on=webgpu&${TEXT}`, "WebGPU");
  await untilRead(page);
  const found = await readings(page);
  expect(site.requests.has("model-00001.gguf.bin")).toBe(true);
  await load(page, `on=wasm&${TEXT}`, "WebAssembly");
  await untilRead(page);
  const expected = await readings(page);
  expect(expected.size).toBe(24);
  for (const [emotion, value] of expected) {
    expect(Math.abs((found.get(emotion) ?? Number.NaN) - value), emotion).toBeLessThan(LAST_DIGIT);
  }
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

/** Chromium with a program that imitates a graphics processor: right, but slow. */
import type { LaunchOptions, Page } from "@playwright/test";
import { findChromium } from "../tools/chromium.mjs";

const executablePath = findChromium();

export const SOFTWARE_ADAPTER: LaunchOptions = {
  ...(executablePath === undefined ? {} : { executablePath }),
  args: [
    "--no-sandbox",
    "--enable-unsafe-webgpu",
    "--use-webgpu-adapter=swiftshader",
    "--enable-features=Vulkan",
  ],
};

/** Whether it starts here. */
export function hasAdapter(page: Page): Promise<boolean> {
  return page.evaluate(async () =>
    Boolean(await navigator.gpu?.requestAdapter().catch(() => null)),
  );
}

/** A static host that sends no headers and serves the site under a sub-path. */
import { type Site, serveSite } from "./site.ts";
import { expect, test, untilIsolated, untilKeptOffline } from "./support.ts";

let site: Site;

test.beforeEach(async () => {
  site = await serveSite({ base: "/lesson/moodring/", headers: false });
});

test.afterEach(async () => {
  await site.close();
});

test("the service worker isolates the page on the first visit, after one reload", async ({
  page,
}) => {
  let loads = 0;
  page.on("load", () => {
    loads++;
  });
  await page.goto(site.url);
  await untilIsolated(page);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(loads).toBe(2);
});

test("the policy holds there as well", async ({ page }) => {
  await page.goto(site.url);
  await untilIsolated(page);
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(policy).toHaveAttribute("content", /default-src 'none'/);
  await expect(policy).not.toHaveAttribute("content", /'unsafe-/);
});

test("the second visit paints with the network off", async ({ page, watched }) => {
  await page.goto(site.url);
  await untilIsolated(page);
  await untilKeptOffline(page);
  await site.close();
  // The browser asks for a newer service worker and finds no site.
  watched.allow.push(/ERR_CONNECTION_REFUSED/);
  await page.goto(site.url);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

/** The site as an app that can be installed: what the browser itself says of it. */
import { expect, test, untilKeptOffline } from "./support.ts";

test("the browser finds nothing that stands against installing", async ({ page }) => {
  await page.goto("/");
  await untilKeptOffline(page);
  const browser = await page.context().newCDPSession(page);
  const { data, errors } = await browser.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  expect(JSON.parse(data ?? "{}")).toMatchObject({ name: "Moodring", display: "standalone" });
  // Each test has a private profile, where nothing can be installed: no other reason may be named.
  const { installabilityErrors } = await browser.send("Page.getInstallabilityErrors");
  const reasons = installabilityErrors.map(({ errorId }) => errorId);
  expect(reasons.filter((reason) => reason !== "in-incognito")).toEqual([]);
});

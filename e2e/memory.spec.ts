/** A device without memory enough for the model: the load ends with words, and never hangs. */
import { type Site, serveSite } from "./site.ts";
import { expect, loadButton, test } from "./support.ts";

/** Far less than the weights take once they are unpacked, and more than the runtime alone. */
const LIMIT = 160 * 2 ** 20;

/** WebAssembly's memory ends there, in the engine's worker: what asks for more is really refused. */
const LITTLE_MEMORY = `{
  const Whole = WebAssembly.Memory;
  WebAssembly.Memory = class extends Whole {
    constructor({ maximum, ...rest }) {
      super({ ...rest, maximum: Math.min(maximum ?? 65536, ${LIMIT / 2 ** 16}) });
    }
  };
}`;

let site: Site;

test.beforeEach(async () => {
  site = await serveSite();
});

test.afterEach(async () => {
  await site.close();
});

test("a model that does not fit into memory says so, and again on a second try", async ({
  page,
}) => {
  site.preludes.set("worker-", LITTLE_MEMORY);
  await page.goto(site.url);
  for (let round = 0; round < 2; round++) {
    await loadButton(page).click();
    await expect(page.getByRole("banner")).not.toContainText("could not start");
    await expect(page.getByText("Not enough memory for the model")).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByText(/Close other tabs and try again/).first()).toBeVisible();
    await expect(page.getByRole("banner")).toContainText("could not start");
  }
  await expect(page.getByRole("textbox").first()).toBeEditable();
});

import { expect, test, untilIsolated } from "./support.ts";

test("the page paints without a model, isolated", async ({ page }) => {
  const answer = await page.goto("./");
  expect(answer?.headers()["cross-origin-embedder-policy"]).toBe("require-corp");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await untilIsolated(page);
});

test("text can't become code", async ({ page, watched }) => {
  watched.allow.push(/unsafe-eval|script-src eval/);
  await page.goto("./");
  // In a later turn: what the test driver itself evaluates is exempt.
  const evaluates = await page.evaluate(
    () =>
      new Promise<string>((done) => {
        setTimeout(() => {
          try {
            done(typeof new Function("return 1"));
          } catch (error) {
            done(String(error));
          }
        });
      }),
  );
  expect(evaluates).toMatch(/EvalError/);
});

test("nothing of the model is fetched before it is asked for", async ({ page }) => {
  const weights: string[] = [];
  page.context().on("request", (request) => {
    if (/\.gguf\.bin$/.test(request.url())) weights.push(request.url());
  });
  await page.goto("./");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(weights).toEqual([]);
});

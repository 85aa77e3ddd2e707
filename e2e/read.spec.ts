/** The Read page with the real model: one page is opened and loaded once, and used by all tests. */
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext, Page } from "@playwright/test";
import { expect, loadModel, test, type Watch, watch } from "./support.ts";

test.describe.configure({ mode: "serial" });

let context: BrowserContext;
let page: Page;
let watched: Watch;

test.beforeAll(async ({ browser }) => {
  context = await browser.newContext({
    permissions: ["clipboard-read", "clipboard-write"],
    reducedMotion: "reduce",
  });
  watched = await watch(context);
  page = await context.newPage();
  await page.goto("./");
  await loadModel(page);
});

test.afterAll(async () => {
  expect(watched.problems()).toEqual([]);
  await context.close();
});

const box = () => page.getByRole("textbox", { name: "Text to read" });
const status = () => page.locator('.read-count[aria-busy="false"]');
const layers = () => page.getByRole("slider", { name: "Layer" });
const select = (name: string) => page.getByRole("combobox", { name, exact: true });

/** Waits until the text that stands in the box is read. */
async function untilRead(): Promise<void> {
  await expect(status()).toHaveText(/tokens? · [\d,]+ ms/);
}

/** Background of each piece of the mirror; "" without a colour. */
function colours(): Promise<{ text: string; colour: string }[]> {
  return page.locator(".coloured-mirror [data-piece]").evaluateAll((pieces) =>
    pieces.map((piece) => ({
      text: piece.textContent ?? "",
      colour: (piece as HTMLElement).style.backgroundColor,
    })),
  );
}

test("typing colours every token", async () => {
  await box().fill("");
  await expect(page.getByText("Nothing is read yet.").first()).toBeVisible();
  await box().pressSequentially("We were so afraid when the river broke", { delay: 15 });
  await expect
    .poll(async () => (await colours()).map(({ text }) => text).join(""))
    .toBe("We were so afraid when the river broke");
  await expect
    .poll(async () => (await colours()).slice(1).filter(({ colour }) => colour === "").length)
    .toBe(0);
  await untilRead();
  // The resting place of attention has no reading.
  expect((await colours())[0]?.colour).toBe("");
  // The caret stands after the last word: its number is the large one.
  await expect(page.getByRole("heading", { name: "At “broke”" })).toBeVisible();
  await expect(page.locator(".figure-number b")).toHaveText(/^[+−]?\d\.\d$/);
});

test("a change in the middle keeps the colours around it", async () => {
  await box().fill("The sky is clear. The tea is warm. The bridge has fallen and nobody answers.");
  await untilRead();
  const before = await colours();
  await box().press("Home");
  await box().pressSequentially("x");
  const after = await colours();
  expect(after.filter(({ colour }) => colour !== "").length).toBeGreaterThan(before.length - 4);
  await untilRead();
});

test("an example replaces one's own text, and undo brings it back", async () => {
  const own = "My own words about a quiet evening.";
  await box().fill(own);
  await page.getByRole("button", { name: "Tests keep failing" }).click();
  await expect(box()).toHaveValue(/^All twelve tests fail again/);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(box()).toHaveValue(own);
});

test("desperate text is red where it should be, and its twin stays pale", async () => {
  await page.getByRole("button", { name: "Tests keep failing" }).click();
  await untilRead();
  const sentence = page.locator("#read-sentence");
  await expect(sentence).toHaveText(/leans most towards desperate at “\S+”, \+\d\.\d σ/);
  const peak = async () => Number(/\+(\d\.\d) σ/.exec((await sentence.textContent()) ?? "")?.[1]);
  const failing = await peak();
  await page.getByRole("button", { name: "Tests pass", exact: true }).click();
  await expect(box()).toHaveValue(/^All twelve tests pass again/);
  await untilRead();
  await expect.poll(peak).toBeLessThan(failing - 0.5);
});

test("the heat map picks the layer with the keyboard", async () => {
  const before = Number(await select("Layer").inputValue());
  await layers().focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(select("Layer")).toHaveValue(String(before + 2));
  await expect(layers()).toHaveAttribute("aria-valuenow", String(before + 2));
  await page.keyboard.press("Home");
  await expect(select("Layer")).toHaveValue("0");
});

test("direction, five-token mean and lines change what is drawn", async () => {
  await select("Layer").selectOption("20");
  await select("Colour by").selectOption("afraid");
  await expect(page.getByText("more afraid")).toBeVisible();
  const smooth = await colours();
  await page.getByRole("checkbox", { name: "five-token mean" }).uncheck();
  expect(await colours()).not.toEqual(smooth);
  await page.getByRole("button", { name: "Take calm away" }).click();
  await select("Add a line").selectOption("lonely");
  await expect(page.locator(".read-trace .end-label")).toHaveText([
    "desperate",
    "hopeless",
    "lonely",
  ]);
  await page.getByRole("checkbox", { name: "five-token mean" }).check();
});

test("the trace moves the cursor", async () => {
  await page.getByRole("slider", { name: "Token" }).focus();
  await page.keyboard.press("End");
  const last = await page.locator(".read-token .card-aside").textContent();
  await page.keyboard.press("ArrowLeft");
  await expect(page.locator(".read-token .card-aside")).not.toHaveText(last ?? "");
});

test("a chat is read turn by turn, up to where the reply is prepared", async () => {
  await page.getByRole("button", { name: "The spiral", exact: true }).click();
  const turns = page.getByRole("list", { name: "Messages" }).getByRole("textbox");
  await expect(turns).toHaveCount(9);
  await untilRead();
  await expect(page.locator(".reply-token")).toContainText("set “reply”");
  await page.getByRole("checkbox", { name: "show the template’s tokens" }).check();
  await expect(page.locator(".template-tokens").first()).toContainText("<|im_start|>");
  await page.getByRole("button", { name: "Add a turn" }).click();
  await turns.last().fill("Then let me try once more.");
  await untilRead();
  await expect(page.locator(".reply-token")).toHaveCount(0);
  await page.getByRole("button", { name: "Remove turn 10" }).click();
  await expect(turns).toHaveCount(9);
  await page.getByRole("checkbox", { name: "show the template’s tokens" }).uncheck();
});

test("marks of the template that a user types stay plain characters", async () => {
  await page.getByRole("radio", { name: "Text" }).check({ force: true });
  const text = "Hi <|im_end|> there 😀 <|im_start|>";
  await box().fill(text);
  await untilRead();
  await expect.poll(async () => (await colours()).map((piece) => piece.text).join("")).toBe(text);
  await expect.poll(async () => (await colours()).length).toBeGreaterThan(9);
});

test("a link opens the same text, layer and colours in another page", async () => {
  await box().fill("The letter came back unopened.\nNobody wrote again.");
  await select("Layer").selectOption("17");
  await select("Colour by").selectOption("lonely");
  await untilRead();
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByRole("button", { name: "Link copied" })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.getByRole("textbox", { name: "Text to read" })).toHaveValue(
    "The letter came back unopened.\nNobody wrote again.",
  );
  await expect(other.getByRole("combobox", { name: "Layer" })).toHaveValue("17");
  await expect(other.getByRole("combobox", { name: "Colour by" })).toHaveValue("lonely");
  await other.goto(link.slice(0, -12));
  await other.reload();
  await expect(other.getByText("This link is not whole")).toBeVisible();
  await other.close();
});

test("every figure can be taken along", async () => {
  await page.getByRole("button", { name: "Tests keep failing" }).click();
  await untilRead();
  const save = async (part: string, kind: string) => {
    const download = page.waitForEvent("download");
    await page.locator(part).getByRole("button", { name: kind, exact: true }).click();
    const file = await download;
    return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
  };
  const table = await save(".read-text", "CSV");
  expect(table.name).toBe("moodring-readings.csv");
  const lines = table.content.toString().trim().split("\r\n");
  expect(lines).toHaveLength(47);
  expect(lines[0]).toMatch(/^token,text,desperate − calm,afraid,angry,/);
  const { tokens, layer } = JSON.parse((await save(".read-text", "JSON")).content.toString());
  expect(tokens).toHaveLength(46);
  expect(layer).toBe(Number(await select("Layer").inputValue()));
  expect((await save(".read-trace", "SVG")).content.toString()).toMatch(/<svg[^>]*xmlns/);
  for (const part of [".read-trace", ".read-layers"]) {
    const { content } = await save(part, "PNG");
    expect(content.subarray(1, 4).toString()).toBe("PNG");
    expect(content.length).toBeGreaterThan(5_000);
  }
});

test("back and forward walk the pages, and the text stays", async () => {
  await box().fill("A note that must stay.");
  await page.getByRole("link", { name: "Steer" }).click();
  await expect(page).toHaveURL(/page=steer/);
  await page
    .getByRole("button", { name: /^Stop/ })
    .click({ timeout: 2_000 })
    .catch(() => undefined);
  await page.goBack();
  await expect(box()).toHaveValue("A note that must stay.");
  await page.goForward();
  await expect(page).toHaveURL(/page=steer/);
  await page.goBack();
  await untilRead();
});

test("a link may ask to start at once, in a second tab as well", async () => {
  const other = await context.newPage();
  await other.goto("./#page=read&start=1&text=Snow%20on%20the%20roof");
  await expect(other.locator(".read-text .card-aside")).toHaveText(/tokens · [\d,]+ ms/, {
    timeout: 60_000,
  });
  await other.close();
});

test("a text longer than the context is read up to there, and the page stays quick", async () => {
  const sentence = "The rain went on and nobody came. ";
  const long = sentence.repeat(Math.ceil(100_000 / sentence.length)).slice(0, 100_000);
  await box().evaluate((area, text) => {
    (area as HTMLTextAreaElement).focus();
    document.execCommand("insertText", false, text);
  }, long);
  await expect(page.getByText(/The first 2,048 tokens are read; [\d,]+ more/)).toBeVisible();
  // While it is read, the page answers.
  const waits = await page.evaluate(async () => {
    const gaps: number[] = [];
    let last = performance.now();
    for (let i = 0; i < 60; i++) {
      await new Promise((done) => setTimeout(done, 16));
      const now = performance.now();
      gaps.push(now - last);
      last = now;
    }
    return gaps;
  });
  expect(Math.max(...waits)).toBeLessThan(700);
  await box().fill("Short again.");
  await untilRead();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`no fault of accessibility is found, ${colorScheme}`, async () => {
    await page.emulateMedia({ colorScheme });
    for (const example of ["Tests keep failing", "The spiral, and a kind word"]) {
      await page.getByRole("button", { name: example }).click();
      await untilRead();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => ({ id, at: nodes[0]?.html }))).toEqual([]);
    }
  });
}

for (const width of [390, 768, 1440]) {
  test(`nothing is wider than a page of ${width} pixels`, async () => {
    await page.setViewportSize({ width, height: 844 });
    for (const example of ["Tests keep failing", "The spiral, and a kind word"]) {
      await page.getByRole("button", { name: example }).click();
      await untilRead();
      const beyond = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      expect(beyond).toBe(0);
    }
  });
}

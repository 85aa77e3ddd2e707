/** The page's typeface inside a saved picture, which cannot reach the page's own. */
import greekUrl from "@fontsource-variable/inter/files/inter-greek-wght-normal.woff2?url";
import latinUrl from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";

let kept: Promise<string> | null = null;

/** @font-face rules with the font inside, for Latin and Greek; "" where it cannot be had (offline). */
export function fontRules(): Promise<string> {
  kept ??= Promise.all([rule(latinUrl, ""), rule(greekUrl, "unicode-range:U+0370-03FF;")])
    .then((rules) => rules.join(""))
    .catch(() => {
      // The picture is whole without it, in the reader's own sans-serif. Try again next time.
      kept = null;
      return "";
    });
  return kept;
}

async function rule(url: string, range: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const data = await dataUrl(await response.blob());
  return `@font-face{font-family:"Inter Variable";font-weight:100 900;${range}src:url(${data}) format("woff2")}`;
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(new Blob([blob], { type: "font/woff2" }));
  });
}

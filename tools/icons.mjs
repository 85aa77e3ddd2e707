/**
 * Draws the site's icons: the ring of the header, calm blue round to desperate red and back.
 *
 *   node tools/icons.mjs <path of a Chromium>
 *
 * An SVG has no conic gradient, so the ring is many short arcs. The PNGs are that SVG drawn by Chromium.
 */
import { writeFile } from "node:fs/promises";
import { chromium } from "@playwright/test";

const STOPS = ["#d0ecff", "#b5c3f8", "#b07bc7", "#aa2c66", "#910006", "#b07bc7", "#d0ecff"];
const START = 200;
const ARCS = 90;

const parts = (hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

function colourAt(turn) {
  const place = turn * (STOPS.length - 1);
  const from = Math.min(STOPS.length - 2, Math.floor(place));
  const [a, b] = [parts(STOPS[from]), parts(STOPS[from + 1])];
  const mixed = a.map((value, index) => Math.round(value + (b[index] - value) * (place - from)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function pointAt(turn, radius) {
  const angle = ((START + turn * 360 - 90) * Math.PI) / 180;
  return `${(32 + radius * Math.cos(angle)).toFixed(2)} ${(32 + radius * Math.sin(angle)).toFixed(2)}`;
}

function ring(radius, width) {
  const arcs = Array.from({ length: ARCS }, (_, index) => {
    // A little overlap hides the seams.
    const [from, to] = [index / ARCS, (index + 1.15) / ARCS];
    return `<path d="M${pointAt(from, radius)}A${radius} ${radius} 0 0 1 ${pointAt(to, radius)}" stroke="${colourAt((index + 0.5) / ARCS)}"/>`;
  });
  return `<g fill="none" stroke-width="${width}">${arcs.join("")}</g>`;
}

const open = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">';
const icon = `${open}${ring(23, 15)}</svg>`;
const tile = `${open}<rect width="64" height="64" fill="#fbfaf8"/>${ring(17, 11)}</svg>`;

await writeFile("public/icon.svg", `${icon}\n`);
const browser = await chromium.launch({
  executablePath: process.argv[2],
  args: ["--no-sandbox", "--no-first-run", "--disable-background-networking"],
});
for (const [name, svg, size] of [
  ["icon-32", icon, 32],
  ["icon-180", tile, 180],
  ["icon-192", tile, 192],
  ["icon-512", tile, 512],
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
  await page.screenshot({ path: `public/${name}.png`, omitBackground: true });
}
await browser.close();

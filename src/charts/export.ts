/** A chart as a file of its own: SVG with its styles written in, PNG drawn from that, CSV of its table. */

import { wrapWords } from "./labels.ts";

export interface TableData {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** Properties that the charts' stylesheets set; everything else is an attribute already. */
const STYLES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linejoin",
  "stroke-linecap",
  "stroke-opacity",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
  "paint-order",
] as const;

const SVG = "http://www.w3.org/2000/svg";

export interface SvgOptions {
  /** Lines under the drawing: what it is and what it shows. The first one is the file's title. */
  readonly caption: readonly string[];
  /** Painted behind everything: the card's colour. */
  readonly background: string;
  /** Colour of the caption. */
  readonly ink: string;
  /** @font-face rules to put inside. */
  readonly fonts?: string;
  /** A canvas that lies under the drawing, as a data URL, at its place in the drawing. */
  readonly underlay?: {
    readonly href: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

export interface StandaloneSvg {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

const CAPTION_LINE = 17;

/** The drawing as a file: sizes, computed styles, background, caption. Leaves `svg` as it is. */
export function serialiseSvg(svg: SVGSVGElement, options: SvgOptions): StandaloneSvg {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const width = Number(svg.getAttribute("width"));
  const drawn = Number(svg.getAttribute("height"));
  const lines = options.caption.flatMap((line) => wrapWords(line, Math.floor(width / 6.4), 3));
  const height = drawn + (lines.length === 0 ? 0 : lines.length * CAPTION_LINE + 12);
  const originals = [svg, ...svg.querySelectorAll<SVGElement>("*")];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  originals.forEach((element, index) => {
    inlineStyles(element, copies[index]);
  });
  for (const unwanted of copy.querySelectorAll("[data-screen-only]")) unwanted.remove();
  copy.setAttribute("xmlns", SVG);
  copy.setAttribute("height", String(height));
  copy.setAttribute("viewBox", `0 0 ${width} ${height}`);

  const extras: Element[] = [
    element("rect", { width: "100%", height: "100%", fill: options.background }),
  ];
  if (options.underlay !== undefined) {
    const { href, x, y, width: w, height: h } = options.underlay;
    extras.push(element("image", { href, x, y, width: w, height: h }));
  }
  copy.prepend(...extras);
  const family = "'Inter Variable', Inter, system-ui, sans-serif";
  lines.forEach((line, index) => {
    const attributes = {
      x: 4,
      y: drawn + (index + 1) * CAPTION_LINE,
      fill: options.ink,
      "font-family": family,
      "font-size": "12px",
      "font-weight": index === 0 ? 600 : 400,
    };
    copy.append(element("text", attributes, line));
  });
  if (options.fonts !== undefined) copy.prepend(element("style", {}, options.fonts));
  copy.prepend(element("title", {}, options.caption[0] ?? ""));
  return { text: xmlText(new XMLSerializer().serializeToString(copy)), width, height };
}

/** XML has no place for most control characters, which a typed text may hold. */
function xmlText(text: string): string {
  return [...text].filter((character) => character >= " " || /\s/.test(character)).join("");
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text = "",
): Element {
  const made = document.createElementNS(SVG, name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function inlineStyles(from: Element, to: Element | undefined) {
  if (to === undefined) return;
  const computed = getComputedStyle(from);
  for (const name of STYLES) {
    const value = computed.getPropertyValue(name);
    if (value !== "") to.setAttribute(name, value);
  }
  for (const name of ["class", "style", "tabindex"]) to.removeAttribute(name);
}

/** The file drawn at `scale` pixels a CSS pixel. Rejects where the browser cannot draw it. */
export async function renderPng(svg: StandaloneSvg, scale = 2): Promise<Blob> {
  const { text, width, height } = svg;
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("This browser cannot draw the picture. SVG works.");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob === null) reject(new Error("This browser cannot write a PNG. SVG works."));
        else resolve(blob);
      }, "image/png");
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** RFC 4180: commas, CRLF, quotes where needed. Numbers keep their full precision; NaN is empty. */
export function toCsv({ columns, rows }: TableData): string {
  return [columns, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

function csvCell(value: string | number): string {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  // A spreadsheet must not run a cell that a person typed: such a cell is made text with an apostrophe.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Hands a file to the person. */
export function saveFile(name: string, content: Blob) {
  const link = document.createElement("a");
  const url = URL.createObjectURL(content);
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A title as a file name: "Along the text" → "moodring-along-the-text.svg". */
export function fileName(title: string, extension: string): string {
  const slug = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return `moodring-${slug || "chart"}.${extension}`;
}

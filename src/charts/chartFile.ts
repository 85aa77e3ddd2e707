import { type StandaloneSvg, type SvgOptions, serialiseSvg } from "./export.ts";
import { fontRules } from "./fonts.ts";

/**
 * The chart inside `body` (its `svg[data-chart]`, over a `canvas[data-chart]` where there is one) as
 * a file, on its card's colour, with title and summary under it. Rejects where nothing is drawn yet.
 */
export async function chartFile(
  body: HTMLElement | null,
  title: string,
  summary: string,
): Promise<StandaloneSvg> {
  const svg = body?.querySelector<SVGSVGElement>("svg[data-chart]");
  if (body == null || svg == null) throw new Error("There is nothing to save yet.");
  const card = getComputedStyle(body.closest(".card") ?? document.body);
  const options: SvgOptions = {
    background: card.backgroundColor,
    ink: card.color,
    caption: [title, summary].filter(Boolean),
    fonts: await fontRules(),
  };
  const canvas = body.querySelector<HTMLCanvasElement>("canvas[data-chart]");
  if (canvas === null) return serialiseSvg(svg, options);
  const underlay = {
    href: canvas.toDataURL("image/png"),
    x: canvas.offsetLeft,
    y: canvas.offsetTop,
    width: canvas.clientWidth,
    height: canvas.clientHeight,
  };
  return serialiseSvg(svg, { ...options, underlay });
}

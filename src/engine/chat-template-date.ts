/**
 * The day that templates are told when they ask for today's date. Always the same one, so that a
 * link gives the same tokens tomorrow. It is the day that Llama 3's own templates fall back to.
 */
const DAY = new Date(Date.UTC(2024, 6, 26));

/** That day as a note names it. */
export const TEMPLATE_DAY = "26 July 2024";

const part = (options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(DAY);

const PARTS: ReadonlyMap<string, string> = new Map([
  ["Y", "2024"],
  ["y", "24"],
  ["m", "07"],
  ["d", "26"],
  ["e", "26"],
  ["j", "208"],
  ["B", part({ month: "long" })],
  ["b", part({ month: "short" })],
  ["A", part({ weekday: "long" })],
  ["a", part({ weekday: "short" })],
  ["H", "00"],
  ["I", "12"],
  ["p", "AM"],
  ["M", "00"],
  ["S", "00"],
  ["%", "%"],
]);

/** Python's strftime for that day, at midnight. Unknown directives stay as they are. */
export function strftimeOfTemplateDay(format: string): string {
  return format.replace(
    /%-?([A-Za-z%])/g,
    (directive, name: string) => PARTS.get(name) ?? directive,
  );
}

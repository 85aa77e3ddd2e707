/** Numbers as people read them here: a true minus, a sign on readings, decimal megabytes. */

import { signed } from "../core/signed.ts";

const MINUS = "\u2212";

export { signed };

/** As `signed`, without a plus: axis ticks, perplexity. */
export function plain(value: number, digits = 1): string {
  const text = signed(value, digits);
  return text.startsWith("+") ? text.slice(1) : text;
}

/** A tick of an axis: as many digits as it needs, with its sign. */
export function tick(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(Number(value.toPrecision(6)));
  return (value > 0 ? "+" : MINUS) + String(size);
}

/** Decimal megabytes: "98 MB", "1.6 MB". */
export function megabytes(bytes: number): string {
  const mb = bytes / 1e6;
  return `${mb > 0 && mb < 9.95 ? mb.toFixed(1) : Math.round(mb)} MB`;
}

/** "98 of 98 MB". */
export function megabytesOf(done: number, total: number): string {
  return `${Math.round(done / 1e6)} of ${megabytes(total)}`;
}

/** A time left, roundly: "8 s left", "2 min left". */
export function secondsLeft(seconds: number): string {
  if (!Number.isFinite(seconds)) return "";
  if (seconds > 90) return `${Math.round(seconds / 60)} min left`;
  return `${Math.max(1, Math.ceil(seconds))} s left`;
}

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** A word inside a sentence: one that runs from right to left must not turn the signs around it. */
export function isolated(word: string): string {
  return RIGHT_TO_LEFT.test(word) ? `\u2068${word}\u2069` : word;
}

/** "12 %", with a space that does not break. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}\u00a0%`;
}

/** ISO date as "25 Nov 2026", in UTC, so that a recorded day is the same everywhere. */
export function day(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  }).format(date);
}

/** "1 token", "46 tokens", "2,048 tokens". */
export function count(n: number, noun: string): string {
  return `${n.toLocaleString("en-GB")} ${noun}${n === 1 ? "" : "s"}`;
}

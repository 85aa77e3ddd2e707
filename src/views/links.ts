/** Addresses inside the site. */
import type { Page } from "../state/settings.ts";

/** Address of a page with its settings as they are by default. */
export function pageHref(page: Page): string {
  return `#page=${page}`;
}

/** Address of an experiment with its usual settings. */
export function experimentHref(name: string): string {
  return `${pageHref("experiments")}&name=${name}`;
}

/** Where the caveat's words lead. */
export const ABOUT_HREF = pageHref("about");

import { AboutPage } from "../about/AboutPage.tsx";
import { ABOUT_HREF } from "../links.ts";

/** About, with the shipped model's report. */
export function About() {
  return <AboutPage report={null} aboutHref={ABOUT_HREF} />;
}

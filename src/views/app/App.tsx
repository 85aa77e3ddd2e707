import { Suspense } from "react";
import { useApp, useAppStore } from "../../state/react.ts";
import { PAGES, type Page } from "../../state/settings.ts";
import { pageHref } from "../links.ts";
import { Shell } from "../shell/Shell.tsx";
import { useHidden } from "../useHidden.ts";
import { BuildCard } from "./BuildCard.tsx";
import { HeaderTools } from "./HeaderTools.tsx";
import { PAGE_ENTRIES } from "./pages.tsx";
import { SiteNotices } from "./SiteNotices.tsx";
import { StrayFiles } from "./StrayFiles.tsx";

/** Pages that need vectors. */
const READS: ReadonlySet<Page> = new Set(["read", "steer", "dosage", "experiments"]);

export interface AppProps {
  /** Switches to a newer version of the site that is ready; null where there is none. */
  readonly update: (() => void) | null;
}

/** A click that the browser should handle by itself: a new tab, a new window, a download. */
function isPlainClick(event: React.MouseEvent): boolean {
  return event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}

/** The site: the page that is open, in its frame. */
export function App({ update }: AppProps) {
  const store = useAppStore();
  const page = useApp(({ settings }) => settings.page);
  const present = useApp(({ settings }) => settings.present);
  const hidden = useHidden();
  const entries = PAGE_ENTRIES.filter(({ id }) => id !== "about" || !hidden("about"));
  const entry = PAGE_ENTRIES.find(({ id }) => id === page) ?? PAGE_ENTRIES[0];
  if (entry === undefined) return null;
  const Page = entry.component;

  return (
    <Shell
      title={entry.label}
      page={page}
      present={present}
      items={entries.map(({ id, label }) => ({ id, label, href: pageHref(id) }))}
      homeHref={pageHref("read")}
      hideNav={hidden("nav")}
      onNavigate={(id, event) => {
        const target = PAGES.find((one) => one === id);
        if (target === undefined || !isPlainClick(event)) return;
        event.preventDefault();
        store.getState().goTo(target);
        window.scrollTo(0, 0);
      }}
      tools={<HeaderTools />}
      notices={<SiteNotices update={update} />}
    >
      <StrayFiles />
      {READS.has(page) && <BuildCard />}
      <Suspense fallback={<div className="page-waiting" />}>
        <Page />
      </Suspense>
    </Shell>
  );
}

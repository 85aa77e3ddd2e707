import { type ReactNode, useEffect } from "react";
import { Header, type HeaderProps } from "./Header.tsx";
import { PageBoundary } from "./PageBoundary.tsx";
import "./shell.css";

export interface ShellProps extends HeaderProps {
  /** Name of the page: the window's title and the boundary's message. */
  readonly title: string;
  /** Large type and few controls. */
  readonly present: boolean;
  /** Messages that belong to the whole site, above the page: a broken link, storage full. */
  readonly notices?: ReactNode;
  readonly children: ReactNode;
}

/** The frame around every page: header, title, presentation mode, skip link, error boundary. */
export function Shell({ title, present, notices, children, ...header }: ShellProps) {
  useEffect(() => {
    document.title = `${title} · Moodring`;
  }, [title]);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (present) dataset.present = "";
    else delete dataset.present;
  }, [present]);

  return (
    <>
      {/* A button, not a link: the fragment of the address holds the whole state. */}
      <button
        type="button"
        className="skip-link"
        onClick={() => document.getElementById("page")?.focus()}
      >
        Skip to the page
      </button>
      <Header {...header} />
      {notices}
      <main id="page" tabIndex={-1}>
        <PageBoundary key={header.page} page={title}>
          {children}
        </PageBoundary>
      </main>
    </>
  );
}

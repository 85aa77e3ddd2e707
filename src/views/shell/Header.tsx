import type { ReactNode } from "react";
import "./shell.css";

export interface NavItem {
  readonly id: string;
  readonly label: string;
  readonly href: string;
}

export interface HeaderProps {
  readonly items: readonly NavItem[];
  readonly page: string;
  /** Address of the first page, behind the name. */
  readonly homeHref: string;
  /** Called before the browser follows the link; preventDefault keeps it from doing so. */
  readonly onNavigate?: (id: string, event: React.MouseEvent) => void;
  readonly hideNav?: boolean;
  /** Model chip, copy link, theme. */
  readonly tools: ReactNode;
}

/** The site's header: name, pages that exist, tools. */
export function Header({ items, page, homeHref, onNavigate, hideNav = false, tools }: HeaderProps) {
  return (
    <header className="site-header">
      <a className="brand" href={homeHref}>
        <span className="brand-ring" aria-hidden="true" />
        Moodring
      </a>
      {!hideNav && (
        <nav className="site-nav" aria-label="Pages">
          {items.map(({ id, label, href }) => (
            <a
              key={id}
              href={href}
              aria-current={id === page ? "page" : undefined}
              onClick={(event) => onNavigate?.(id, event)}
            >
              {label}
            </a>
          ))}
        </nav>
      )}
      <div className="header-tools no-print">{tools}</div>
    </header>
  );
}

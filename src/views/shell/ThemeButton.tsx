import { useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { applyTheme, browserStorage, nextTheme, storedTheme, type Theme } from "./theme.ts";

const NAMES: Record<Theme, string> = { system: "as the system", light: "light", dark: "dark" };

/** Goes round light, dark and the system's choice. */
export function ThemeButton() {
  const [theme, setTheme] = useState(() => storedTheme(browserStorage()));
  function turn() {
    const next = nextTheme(theme);
    applyTheme(next, document.documentElement, browserStorage());
    setTheme(next);
  }
  const label = `Theme: ${NAMES[theme]}. Change to ${NAMES[nextTheme(theme)]}`;
  return (
    <Button
      kind="icon"
      className="quiet-in-present"
      aria-label={label}
      title={`Theme: ${NAMES[theme]}`}
      onClick={turn}
    >
      <ThemeIcon theme={theme} />
    </Button>
  );
}

/** Sun, moon, or half of each. */
function ThemeIcon({ theme }: { readonly theme: Theme }) {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 18 18"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
    >
      {theme === "dark" && (
        <path d="M14.5 10.6A6 6 0 1 1 7.4 3.5a4.8 4.8 0 0 0 7.1 7.1Z" strokeLinejoin="round" />
      )}
      {theme === "light" && (
        <>
          <circle cx="9" cy="9" r="3.2" />
          <path d="M9 1.8v1.6M9 14.6v1.6M1.8 9h1.6M14.6 9h1.6M3.9 3.9 5 5M13 13l1.1 1.1M3.9 14.1 5 13M13 5l1.1-1.1" />
        </>
      )}
      {theme === "system" && (
        <>
          <circle cx="9" cy="9" r="6" />
          <path d="M9 3a6 6 0 0 1 0 12Z" fill="currentColor" stroke="none" />
        </>
      )}
    </svg>
  );
}

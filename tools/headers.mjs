/**
 * The response headers of the site, in one place: the development, preview and start servers, the
 * <meta> policy in index.html and the `_headers` file for hosts that read one all take them here.
 */
import { createHash } from "node:crypto";

/**
 * Style elements that React Aria adds at run time (`usePress`, `usePreventScroll`). A static page
 * has no nonce to give them, so the policy names them by hash; any other inline style is refused.
 */
const REACT_ARIA_STYLES = [
  "@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}",
  "@layer {\n  * {\n    overscroll-behavior: contain;\n  }\n}",
];

const hashes = REACT_ARIA_STYLES.map(
  (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`,
);

const DIRECTIVES = {
  "default-src": ["'none'"],
  "script-src": ["'self'", "'wasm-unsafe-eval'"],
  "style-src": ["'self'", ...hashes],
  "worker-src": ["'self'"],
  // Models come from the hub, or from any address that a user names; a server of one's own over http.
  "connect-src": ["'self'", "https:", "http://localhost:*", "http://127.0.0.1:*"],
  "img-src": ["'self'", "data:", "blob:"],
  "font-src": ["'self'"],
  "manifest-src": ["'self'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
};

/** @param {Record<string, readonly string[]>} directives */
const write = (directives) =>
  Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");

/** The policy for a <meta> element, where `frame-ancestors` is not allowed. */
export const META_POLICY = write(DIRECTIVES);

/** The policy as a header. */
export const POLICY = write({ ...DIRECTIVES, "frame-ancestors": ["'self'"] });

/** What makes a page cross-origin isolated, so that WebAssembly may use threads. */
export const ISOLATION_HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** Every header of the built site. */
export const SITE_HEADERS = {
  ...ISOLATION_HEADERS,
  "Content-Security-Policy": POLICY,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};

/** For the development server, whose hot reload writes inline scripts and styles. */
export const DEVELOPMENT_HEADERS = {
  ...ISOLATION_HEADERS,
  "Content-Security-Policy": write({
    ...DIRECTIVES,
    "script-src": ["'self'", "'unsafe-inline'", "'wasm-unsafe-eval'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "connect-src": [...DIRECTIVES["connect-src"], "ws:"],
  }),
};

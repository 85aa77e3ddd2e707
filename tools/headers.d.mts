export const META_POLICY: string;
export const POLICY: string;
export const ISOLATION_HEADERS: Record<string, string>;
export const SITE_HEADERS: Record<string, string>;
export const DEVELOPMENT_HEADERS: Record<string, string>;

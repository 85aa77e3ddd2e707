export function findChromium(env?: Record<string, string | undefined>): string | undefined;
export function hasPlaywrightChromium(): Promise<boolean>;
export function installCommands(): [string, string[]][];
export function chromiumVersion(path: string): string | undefined;

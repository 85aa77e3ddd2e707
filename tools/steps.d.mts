export const root: string;
export function isInstalled(folder?: string): boolean;
export function isBuilt(folder?: string): boolean;
export function newest(path: string): number;

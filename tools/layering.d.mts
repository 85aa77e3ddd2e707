export function importsOf(source: string): string[];
export function faults(file: string, specifiers: string[]): string[];
export function unseeded(file: string, source: string): string[];

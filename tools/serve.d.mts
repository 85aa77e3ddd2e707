import type { IncomingMessage, Server, ServerResponse } from "node:http";

export interface ServeOptions {
  /** Folder that is served. */
  readonly root: string;
  /** Path that the site lives under, with a slash at both ends. */
  readonly base?: string;
  /** Send the site's headers; without them the server stands for a plain static host. */
  readonly headers?: boolean;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<unknown>;

export function mediaType(path: string): string;
export function parseRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | "whole" | "unsatisfiable";
export function createHandler(options: ServeOptions): Handler;
export function listen(
  handler: Handler,
  options: { port: number; host?: string; search?: boolean },
): Promise<Server>;

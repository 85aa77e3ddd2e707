import type { IncomingMessage, ServerResponse } from "node:http";

/** What goes wrong with a file, for so many answers (`times`; always where it is left out). */
export type HubFault = { readonly times?: number } & (
  | { readonly kind: "gated" }
  | {
      readonly kind: "status";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** A web page with status 200, as a sign-in page of a network sends it. */
  | { readonly kind: "html" }
  /** Hangs up, or falls silent, after so many bytes of an answer. */
  | { readonly kind: "cut" | "stall"; readonly after: number }
  | { readonly kind: "slow"; readonly bytesPerSecond: number }
  /** The file is shorter than the hub says. */
  | { readonly kind: "length"; readonly bytes: number }
  /** Hangs up too, and is another file, with another tag, at each answer. */
  | { readonly kind: "changing"; readonly after: number }
  /** Always the whole file. */
  | { readonly kind: "no-ranges" }
);

export interface HubRequest {
  readonly server: "hub" | "cdn";
  readonly method: string;
  readonly path: string;
  readonly range: string | null;
  /** Bytes of the file that were written in answer. */
  readonly sent: number;
}

/** Files are named owner/name/path; one that is named by a path, such as /files/x, lies there. */
export interface Hub {
  /** Stands for https://huggingface.co. */
  readonly url: string;
  /** Where large files come from: another origin. */
  readonly cdnUrl: string;
  readonly log: readonly HubRequest[];
  /** Adds a file, or puts another version in its place. */
  put(name: string, content: Uint8Array | string): void;
  remove(name: string): void;
  fail(name: string, fault: HubFault): void;
  mend(name: string): void;
  /** Answers in place of the hub, where it returns true. */
  answer(instead: (request: IncomingMessage, response: ServerResponse) => boolean): void;
  /** Leaves out the headers that let pages of other sites read the answers. */
  hideFromOtherSites(): void;
  bytesSent(name: string): number;
  close(): Promise<void>;
}

export interface HubOptions {
  /** Files up to this size come from the hub itself. */
  readonly smallFile?: number;
  /** Bytes written at once. */
  readonly chunk?: number;
}

export function startHub(options?: HubOptions): Promise<Hub>;

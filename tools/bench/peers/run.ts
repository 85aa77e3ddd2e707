/**
 * All contestants in one Chromium. First each alone in a browser of its own: load, peak memory and
 * fidelity. Then all of them open at once, one page each, and the rounds go round the table.
 */
import { existsSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { launchBrowser } from "../browser.ts";
import { watchMemory } from "../memory.ts";
import { openUnwatched } from "../unwatched.ts";
import { CONTESTANTS, type ContestantEntry, contestantName, REFERENCE } from "./contestants.ts";
import type { Fidelity, PeerReply, PeerRequest, PeerRound, Texts } from "./contract.ts";
import type {} from "./page.ts";
import { type PeerServer, servePeers } from "./server.ts";

export interface PeerResult {
  readonly entry: ContestantEntry;
  readonly loadMs: number;
  /** Megabytes, or null on systems without /proc. */
  readonly peak: number | null;
  /** Null where no reference has been written. */
  readonly fidelity: Fidelity | null;
  /** The n-th round of every contestant ran at the same time as nearly as can be. */
  readonly rounds: readonly PeerRound[];
}

export interface PeerResults {
  readonly results: readonly PeerResult[];
  /** Who could not take part, and why. */
  readonly missing: readonly { readonly entry: ContestantEntry; readonly because: string }[];
}

export interface PeerOptions {
  readonly rounds: number;
  readonly steps: number;
  readonly threads: number;
  readonly texts: Texts;
  readonly say: (text: string) => void;
}

const PREPARE = "its file has not been made: see tools/bench/peers/README.md";
const INSTALL = "it is not installed: npm ci --prefix tools/bench/peers";
const PACKAGES = {
  ours: undefined,
  wllama: "@wllama/wllama",
  "transformers.js": "@huggingface/transformers",
};

/** Why a contestant cannot take part; undefined where it can. */
function hindrance({ engine, file }: ContestantEntry): string | undefined {
  const needed = PACKAGES[engine];
  if (needed && !existsSync(`tools/bench/peers/node_modules/${needed}`)) return INSTALL;
  return file === undefined || existsSync(file) ? undefined : PREPARE;
}

export async function measurePeers(options: PeerOptions): Promise<PeerResults> {
  const missing: { entry: ContestantEntry; because: string }[] = [];
  const server = await servePeers(process.cwd());
  const alone = new Map<ContestantEntry, Omit<PeerResult, "entry" | "rounds">>();
  try {
    for (const entry of CONTESTANTS) {
      const because = hindrance(entry);
      if (because) {
        missing.push({ entry, because });
        continue;
      }
      options.say(`${contestantName(entry)}: load, memory, fidelity`);
      try {
        alone.set(entry, await measureAlone(server, entry, options));
      } catch (error) {
        missing.push({ entry, because: error instanceof Error ? error.message : String(error) });
      }
    }
    const rounds = await measureRounds(server, [...alone.keys()], options);
    const results = [...alone].map(([entry, measured]) => ({
      entry,
      ...measured,
      rounds: rounds.get(entry) ?? [],
    }));
    return { results, missing };
  } finally {
    await server.close();
  }
}

async function measureAlone(
  server: PeerServer,
  entry: ContestantEntry,
  { steps, threads, texts }: PeerOptions,
): Promise<Omit<PeerResult, "entry" | "rounds">> {
  const page = await openUnwatched(server.page(entry.id));
  const watch = watchMemory(page.processId);
  const asked = async (request: PeerRequest): Promise<PeerReply> => {
    const reply = await page.evaluate(`window.askPeer(${JSON.stringify(request)})`);
    return answerOf(reply as PeerReply | undefined);
  };
  try {
    await page.until("window.askPeer !== undefined && crossOriginIsolated", 60);
    const loaded = await asked({ kind: "load", id: entry.id, threads });
    await asked({ kind: "round", steps, texts });
    const peak = (await watch.now())?.peak ?? null;
    const reply = existsSync(REFERENCE) ? await asked({ kind: "fidelity" }) : undefined;
    return {
      loadMs: loaded.kind === "loaded" ? loaded.ms : Number.NaN,
      peak,
      fidelity: reply?.kind === "fidelity" ? reply.fidelity : null,
    };
  } finally {
    watch.end();
    await page.close();
  }
}

async function measureRounds(
  server: PeerServer,
  entries: readonly ContestantEntry[],
  options: PeerOptions,
): Promise<Map<ContestantEntry, PeerRound[]>> {
  const { rounds, steps, threads, texts, say } = options;
  const browser = await launchBrowser();
  const table = new Map<ContestantEntry, { page: Page; rounds: PeerRound[] }>();
  try {
    for (const entry of entries) {
      const page = await openPage(browser, server.page(entry.id));
      await ask(page, { kind: "load", id: entry.id, threads });
      table.set(entry, { page, rounds: [] });
    }
    for (let round = 0; round <= rounds; round++) {
      say(round === 0 ? "All, warming up" : `All in turn, round ${round} of ${rounds}`);
      for (const seat of table.values()) {
        const reply = await ask(seat.page, { kind: "round", steps, texts });
        if (round > 0 && reply.kind === "round") seat.rounds.push(reply.round);
      }
    }
  } finally {
    await browser.close();
  }
  return new Map([...table].map(([entry, seat]) => [entry, seat.rounds]));
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  // Each in a context of its own, so that each has a process of its own.
  const page = await (await browser.newContext()).newPage();
  await page.goto(url);
  await page.waitForFunction(() => window.askPeer !== undefined);
  return page;
}

async function ask(page: Page, request: PeerRequest): Promise<PeerReply> {
  return answerOf(await page.evaluate((asked) => window.askPeer?.(asked), request));
}

/** @throws Error where the page failed or has nobody to ask */
function answerOf(reply: PeerReply | undefined): PeerReply {
  if (!reply) throw new Error("the page answers nothing");
  if (reply.kind === "failed") throw new Error(reply.message);
  return reply;
}

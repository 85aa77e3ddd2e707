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

type Alone = Omit<PeerResult, "rounds">;

export async function measurePeers(options: PeerOptions): Promise<PeerResults> {
  const { alone, missing } = await measureEach(options);
  const rounds = await measureTogether(
    alone.map(({ entry }) => entry),
    options,
  );
  const results = alone.map((one) => ({ ...one, rounds: rounds.get(one.entry.id) ?? [] }));
  return { results, missing };
}

/** Each alone: load, peak memory, fidelity. One that fails is named with its message. */
export async function measureEach(
  options: PeerOptions,
): Promise<{ alone: Alone[]; missing: PeerResults["missing"] }> {
  const server = await servePeers(process.cwd());
  const alone: Alone[] = [];
  const missing: { entry: ContestantEntry; because: string }[] = [];
  for (const entry of CONTESTANTS) {
    try {
      const because = hindrance(entry);
      if (because) throw new Error(because);
      options.say(`${contestantName(entry)}: load, memory, fidelity`);
      alone.push({ entry, ...(await measureAlone(server, entry, options)) });
    } catch (error) {
      missing.push({ entry, because: error instanceof Error ? error.message : String(error) });
    }
  }
  await server.close();
  return { alone, missing };
}

async function measureAlone(
  server: PeerServer,
  entry: ContestantEntry,
  { steps, threads, texts }: PeerOptions,
): Promise<Omit<Alone, "entry">> {
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

/** All of them open at once, and the rounds go round the table. By contestants' ids. */
export async function measureTogether(
  entries: readonly ContestantEntry[],
  { rounds, steps, threads, texts, say }: PeerOptions,
): Promise<Map<string, PeerRound[]>> {
  const server = await servePeers(process.cwd());
  const browser = await launchBrowser();
  const table = new Map<string, { page: Page; rounds: PeerRound[] }>();
  try {
    for (const { id } of entries) {
      const page = await openPage(browser, server.page(id));
      await ask(page, { kind: "load", id, threads });
      table.set(id, { page, rounds: [] });
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
    await server.close();
  }
  return new Map([...table].map(([id, seat]) => [id, seat.rounds]));
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

/**
 * All contestants in one Chromium. First a short trial of every setting of every peer. Then each peer at
 * its best setting, alone in a browser of its own: load, peak memory and fidelity. Then all of them open
 * at once, one page each, and the rounds go round the table.
 */
import { existsSync } from "node:fs";
import type { BrowserContext, Page } from "@playwright/test";
import { launchBrowser } from "../browser.ts";
import { watchMemory } from "../memory.ts";
import { openUnwatched } from "../unwatched.ts";
import { CONTESTANTS, type ContestantEntry, contestantName, REFERENCE } from "./contestants.ts";
import type { Fidelity, PeerReply, PeerRequest, PeerRound, Texts } from "./contract.ts";
import type {} from "./page.ts";
import { type PeerServer, servePeers } from "./server.ts";
import { SETTINGS } from "./settings.ts";
import { bestSetting, TRIAL_SECONDS, type Trial } from "./trials.ts";
import { within } from "./within.ts";

export interface PeerResult {
  readonly entry: ContestantEntry;
  /** The name of the setting that it took part with. */
  readonly setting: string;
  /** Every setting that was tried; none where there is no choice. */
  readonly trials: readonly Trial[];
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
  const rounds = await measureTogether(alone, options);
  const results = alone.map((one) => ({ ...one, rounds: rounds.get(one.entry.id) ?? [] }));
  return { results, missing };
}

/** Each at its best setting, alone: load, peak memory, fidelity. One that fails is named with its message. */
export async function measureEach(
  options: PeerOptions,
): Promise<{ alone: Alone[]; missing: PeerResults["missing"] }> {
  const server = await servePeers(process.cwd());
  const alone: Alone[] = [];
  const missing: { entry: ContestantEntry; because: string }[] = [];
  const tried: { entry: ContestantEntry; trials: Trial[] }[] = [];
  for (const entry of CONTESTANTS) {
    const because = hindrance(entry);
    if (because) missing.push({ entry, because });
    else tried.push({ entry, trials: await trySettings(server, entry, options) });
  }
  for (const { entry, trials } of tried) {
    try {
      const forms = tried.filter((one) => one.entry.engine === entry.engine);
      const setting = trials.length > 0 ? bestSetting(forms.map((one) => one.trials)) : only(entry);
      options.say(`${contestantName(entry)}, ${setting}: load, memory, fidelity`);
      const measured = await measureAlone(server, { entry, setting }, options);
      alone.push({ entry, setting, trials, ...measured });
    } catch (error) {
      missing.push({ entry, because: messageOf(error) });
    }
  }
  await server.close();
  return { alone, missing };
}

/** A contestant and the setting that it has. */
type Seated = Pick<PeerResult, "entry" | "setting">;

function only({ engine }: ContestantEntry): string {
  return SETTINGS[engine][0]?.name ?? "";
}

/** A short run under each setting, each in a page that is new; none where there is one setting only. */
export async function trySettings(
  server: PeerServer,
  entry: ContestantEntry,
  { threads, texts, say }: PeerOptions,
): Promise<Trial[]> {
  const settings = SETTINGS[entry.engine];
  if (settings.length < 2) return [];
  const trials: Trial[] = [];
  const browser = await launchBrowser();
  for (const { name } of settings) {
    say(`${contestantName(entry)}: trying ${name}`);
    const context = await browser.newContext();
    try {
      const reply = await within(TRIAL_SECONDS, async () => {
        const page = await openPage(context, server.page(entry.id));
        await ask(page, { kind: "load", id: entry.id, threads, setting: name });
        return await ask(page, { kind: "trial", texts });
      });
      if (reply.kind === "trial") trials.push({ setting: name, result: reply.timing });
    } catch (error) {
      trials.push({ setting: name, result: { failed: messageOf(error) } });
    }
    await context.close();
  }
  await browser.close();
  return trials;
}

async function measureAlone(
  server: PeerServer,
  { entry, setting }: Seated,
  { steps, threads, texts }: PeerOptions,
): Promise<Omit<Alone, keyof Seated | "trials">> {
  const page = await openUnwatched(server.page(entry.id));
  const watch = watchMemory(page.processId);
  const asked = async (request: PeerRequest): Promise<PeerReply> => {
    const reply = await page.evaluate(`window.askPeer(${JSON.stringify(request)})`);
    return answerOf(reply as PeerReply | undefined);
  };
  try {
    await page.until("window.askPeer !== undefined && crossOriginIsolated", 60);
    const loaded = await asked({ kind: "load", id: entry.id, threads, setting });
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
  seated: readonly Seated[],
  { rounds, steps, threads, texts, say }: PeerOptions,
): Promise<Map<string, PeerRound[]>> {
  const server = await servePeers(process.cwd());
  const browser = await launchBrowser();
  const table = new Map<string, { page: Page; rounds: PeerRound[] }>();
  try {
    for (const { entry, setting } of seated) {
      const { id } = entry;
      // Each in a context of its own, so that each has a process of its own.
      const page = await openPage(await browser.newContext(), server.page(id));
      await ask(page, { kind: "load", id, threads, setting });
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

async function openPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => window.askPeer !== undefined);
  return page;
}

async function ask(page: Page, request: PeerRequest): Promise<PeerReply> {
  return answerOf(await page.evaluate((asked) => window.askPeer?.(asked), request));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** @throws Error where the page failed or has nobody to ask */
function answerOf(reply: PeerReply | undefined): PeerReply {
  if (!reply) throw new Error("the page answers nothing");
  if (reply.kind === "failed") throw new Error(reply.message);
  return reply;
}

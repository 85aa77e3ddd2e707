/**
 * A page that no debugger watches. Expressions are run in it through Chromium's debugging pipe, with
 * none of the domains on that a test runner turns on: the network's, above all, keeps what was fetched
 * in the page's own process, and would be counted as the page's memory.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { chromium } from "@playwright/test";
import { findChromium } from "../chromium.mjs";
import { ARGUMENTS } from "./browser.ts";

export interface UnwatchedPage {
  /** Of the browser's own process. */
  readonly processId: number;
  /** The value of a JavaScript expression in the page; a promise is waited for. */
  evaluate(expression: string): Promise<unknown>;
  /** Waits until an expression is true in the page. */
  until(expression: string, seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens `url` with an empty profile. @throws Error where there is no Chromium or no page */
export async function openUnwatched(url: string): Promise<UnwatchedPage> {
  const profile = await mkdtemp(join(tmpdir(), "moodring-bench-"));
  const child = spawn(
    findChromium() ?? chromium.executablePath(),
    [
      ...ARGUMENTS,
      "--headless=new",
      "--window-size=1280,900",
      "--remote-debugging-pipe",
      `--user-data-dir=${profile}`,
      url,
    ],
    { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
  );
  const { pid } = child;
  if (pid === undefined) throw new Error("Chromium did not start");
  const ended = once(child, "exit");
  const send = openPipe(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const sessionId = await attach(send, new URL(url).origin);

  async function evaluate(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = (await send(
      "Runtime.evaluate",
      { expression, awaitPromise: true, returnByValue: true },
      sessionId,
    )) as { result?: { value?: unknown }; exceptionDetails?: { text: string } };
    if (exceptionDetails) throw new Error(`${exceptionDetails.text} in ${expression}`);
    return result?.value;
  }

  return {
    processId: pid,
    evaluate,
    async until(expression, seconds) {
      for (let left = seconds * 5; left > 0; left--) {
        // While the page opens there is nothing to run an expression in.
        if ((await evaluate(expression).catch(() => false)) === true) return;
        await wait(200);
      }
      throw new Error(`not so after ${seconds} s: ${expression}`);
    },
    async close() {
      child.kill();
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

type Send = (method: string, params?: object, sessionId?: string) => Promise<unknown>;

interface Reply {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Chromium's pipe carries JSON with a zero byte after each message. */
function openPipe(to: Writable, from: Readable): Send {
  const waiting = new Map<number, (reply: Reply) => void>();
  let count = 0;
  let rest = "";
  from.setEncoding("utf8").on("data", (text: string) => {
    const messages = (rest + text).split("\0");
    rest = messages.pop() ?? "";
    for (const message of messages) {
      const reply = JSON.parse(message) as Reply;
      if (reply.id !== undefined) waiting.get(reply.id)?.(reply);
    }
  });
  return async (method, params = {}, sessionId) => {
    const id = ++count;
    const answered = new Promise<Reply>((resolve) => waiting.set(id, resolve));
    to.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
    const { result, error } = await answered;
    waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  };
}

async function attach(send: Send, origin: string): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const { targetInfos } = (await send("Target.getTargets")) as {
      targetInfos: { targetId: string; type: string; url: string }[];
    };
    const page = targetInfos.find(({ type, url }) => type === "page" && url.startsWith(origin));
    if (page) {
      const params = { targetId: page.targetId, flatten: true };
      return ((await send("Target.attachToTarget", params)) as { sessionId: string }).sessionId;
    }
    await wait(200);
  }
  throw new Error("the browser shows no page");
}

import { describe, expect, it } from "vitest";
import { DEFAULT_MODEL } from "../../content/models.ts";
import { SITUATIONS } from "../../content/situations.ts";
import { recordings } from "../../state/recorded/list.ts";
import { recordDosage } from "../../state/recorded/record.ts";
import { createFakeClient, FAKE_MODEL, rowsOf } from "../../state/testing/fake-client.ts";
import { recordedSurvey } from "./recorded-survey.ts";
import { createSurvey } from "./survey.ts";

const PROMPTS = SITUATIONS.reduce((sum, { doses }) => sum + 2 * doses.length, 0);
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

function survey(auto: boolean) {
  const client = createFakeClient();
  client.auto = auto;
  const made = createSurvey(client);
  const results = (key: string) => made.store.getState().runs.get(key)?.results ?? [];
  return { client, ...made, results, progress: () => made.store.getState().progress };
}

describe("survey", () => {
  it("reads every prompt of every situation where it is told to", async () => {
    const { client, run, progress, results } = survey(true);
    await run("last", "here");
    expect(progress()).toMatchObject({ status: "done", done: PROMPTS, total: PROMPTS });
    expect(results("here").map(({ situation }) => situation.id)).toEqual(
      SITUATIONS.map(({ id }) => id),
    );
    expect(client.points).toHaveLength(PROMPTS);
    expect(client.points.every(({ request }) => request.at === "last")).toBe(true);
    expect(client.points.every(({ request }) => request.set === "reply")).toBe(true);
  });

  it("reads each situation as it is drawn when picked, where no place is named", async () => {
    const { run, results } = survey(true);
    await run("usual", "here");
    const drawn = recordings(DEFAULT_MODEL).filter(({ page }) => page === "dosage");
    for (const { id, settings } of drawn) {
      const { spec } = results("here").find(({ situation }) => situation.id === id) ?? {};
      expect([spec?.at, spec?.set]).toEqual([settings.dosage.at, settings.dosage.set]);
    }
  });

  it("stops, and keeps the situations that are whole", async () => {
    const { client, run, stop, progress, results } = survey(false);
    const running = run("mean", "here");
    const first = SITUATIONS[0]?.doses.length ?? 0;
    for (let at = 0; at <= 2 * first; at++) {
      client.points[at]?.resolve();
      await settle();
    }
    stop();
    await running;
    expect(progress()?.status).toBe("stopped");
    expect(results("here")).toHaveLength(1);
  });

  it("keeps a whole run on screen until the next one is whole", async () => {
    const { client, run, stop, results } = survey(true);
    await run("mean", "here");
    const before = results("here");
    client.auto = false;
    const again = run("mean", "here");
    expect(results("here")).toBe(before);
    stop();
    await again;
    expect(results("here")).toBe(before);
    expect(results("there")).toEqual([]);
  });

  it("says why it failed", async () => {
    const { client, run, progress } = survey(false);
    const running = run("mean", "here");
    client.points[0]?.reject("worker-died");
    await running;
    expect(progress()).toMatchObject({ status: "failed", failure: { kind: "worker-died" } });
  });

  it("gives way to a second run", async () => {
    const { client, run, progress, results } = survey(false);
    const first = run("mean", "one");
    client.auto = true;
    await run("last", "two");
    await first;
    expect(progress()).toMatchObject({ key: "two", status: "done" });
    expect(results("one")).toEqual([]);
  });
});

describe("recorded runs", () => {
  async function library() {
    const engine = createFakeClient();
    engine.auto = true;
    engine.pointValue = () => rowsOf(0.5);
    const recording = recordings(DEFAULT_MODEL).findLast(({ page }) => page === "dosage");
    if (recording === undefined) throw new Error("no dosage is recorded");
    const date = "2026-11-25T03:00:00.000Z";
    const context = { engine, model: FAKE_MODEL, date, machine: "test" };
    const run = await recordDosage(context, recording.id, recording.settings);
    const get = (model: string, _page: string, id: string) =>
      Promise.resolve(model === DEFAULT_MODEL && id === recording.id ? run : null);
    return { id: recording.id, get };
  }

  it("are shown as far as they are of these vectors", async () => {
    const { id, get } = await library();
    expect((await recordedSurvey(get, DEFAULT_MODEL, "other vectors")).results).toEqual([]);
    expect((await recordedSurvey(get, "gemma-3-270m", FAKE_MODEL.vectorsSha256)).results).toEqual(
      [],
    );
    const { results, recorded } = await recordedSurvey(
      get,
      DEFAULT_MODEL,
      FAKE_MODEL.vectorsSha256,
    );
    expect(results.map(({ situation }) => situation.id)).toEqual([id]);
    expect(recorded?.model).toBe(FAKE_MODEL.name);
  });

  it("never take the place of live ones", async () => {
    const { get } = await library();
    const recorded = await recordedSurvey(get, DEFAULT_MODEL, FAKE_MODEL.vectorsSha256);
    const { run, offer, results, store } = survey(true);
    offer("here", recorded);
    expect(results("here")).toHaveLength(1);
    await run("usual", "here");
    offer("here", recorded);
    expect(results("here")).toHaveLength(SITUATIONS.length);
    expect(store.getState().runs.get("here")?.recorded).toBeNull();
  });
});

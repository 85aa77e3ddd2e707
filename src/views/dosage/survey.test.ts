import { describe, expect, it } from "vitest";
import { SITUATIONS } from "../../content/situations.ts";
import { recordings } from "../../state/recorded/list.ts";
import { recordDosage } from "../../state/recorded/record.ts";
import { DEFAULT_SETTINGS } from "../../state/settings.ts";
import { createFakeClient, FAKE_MODEL, rowsOf } from "../../state/testing/fake-client.ts";
import { createSurvey } from "./survey.ts";

const PLACE = { at: "mean", set: "text" } as const;
const PROMPTS = SITUATIONS.reduce((sum, { doses }) => sum + 2 * doses.length, 0);
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("survey", () => {
  it("reads every prompt of every situation where it is told to", async () => {
    const client = createFakeClient();
    client.auto = true;
    const survey = createSurvey(client);
    await survey.run({ at: "last", set: "reply" }, "here");
    const { status, results, done, total, key } = survey.store.getState();
    expect([status, done, total, key]).toEqual(["done", PROMPTS, PROMPTS, "here"]);
    expect(results.map(({ situation }) => situation.id)).toEqual(SITUATIONS.map(({ id }) => id));
    expect(client.points).toHaveLength(PROMPTS);
    expect(client.points.every(({ request }) => request.at === "last")).toBe(true);
    expect(client.points.every(({ request }) => request.set === "reply")).toBe(true);
  });

  it("stops, and keeps the situations that are whole", async () => {
    const client = createFakeClient();
    const survey = createSurvey(client);
    const run = survey.run(PLACE, "here");
    const first = SITUATIONS[0]?.doses.length ?? 0;
    for (let at = 0; at <= 2 * first; at++) {
      client.points[at]?.resolve();
      await settle();
    }
    survey.stop();
    await run;
    expect(survey.store.getState().status).toBe("stopped");
    expect(survey.store.getState().results).toHaveLength(1);
  });

  it("keeps a whole run on screen until the next one is whole", async () => {
    const client = createFakeClient();
    client.auto = true;
    const survey = createSurvey(client);
    await survey.run(PLACE, "here");
    const { results } = survey.store.getState();
    client.auto = false;
    const again = survey.run(PLACE, "here");
    expect(survey.store.getState().results).toBe(results);
    survey.stop();
    await again;
    expect(survey.store.getState()).toMatchObject({ status: "stopped", results });
    const elsewhere = survey.run(PLACE, "there");
    expect(survey.store.getState().results).toEqual([]);
    survey.stop();
    await elsewhere;
  });

  it("says why it failed", async () => {
    const client = createFakeClient();
    const survey = createSurvey(client);
    const run = survey.run(PLACE, "here");
    client.points[0]?.reject("worker-died");
    await run;
    expect(survey.store.getState().failure?.kind).toBe("worker-died");
  });

  it("gives way to a second run", async () => {
    const client = createFakeClient();
    const survey = createSurvey(client);
    const first = survey.run(PLACE, "one");
    client.auto = true;
    await survey.run(PLACE, "two");
    await first;
    expect(survey.store.getState()).toMatchObject({ key: "two", status: "done" });
  });

  it("shows recorded runs of these vectors, and never over live ones", async () => {
    const client = createFakeClient();
    client.auto = true;
    client.pointValue = () => rowsOf(0.5);
    const recording = recordings().find(({ page }) => page === "dosage");
    if (recording === undefined) throw new Error("no dosage is recorded");
    const context = {
      engine: client,
      model: FAKE_MODEL,
      date: "2026-11-25T03:00:00.000Z",
      machine: "test",
    };
    const settings = { ...DEFAULT_SETTINGS, ...recording.settings };
    const run = await recordDosage(context, recording.id, settings);
    const library = (_page: string, id: string) =>
      Promise.resolve(id === recording.id ? run : null);
    const survey = createSurvey(client);
    await survey.showRecorded(library, "other vectors", "here");
    expect(survey.store.getState().results).toEqual([]);
    await survey.showRecorded(library, FAKE_MODEL.vectorsSha256, "here");
    expect(survey.store.getState().recorded?.model).toBe(FAKE_MODEL.name);
    expect(survey.store.getState().results.map(({ situation }) => situation.id)).toEqual([
      recording.id,
    ]);
    await survey.run(PLACE, "here");
    await survey.showRecorded(library, FAKE_MODEL.vectorsSha256, "here");
    expect(survey.store.getState().recorded).toBeNull();
    expect(survey.store.getState().results).toHaveLength(SITUATIONS.length);
  });
});

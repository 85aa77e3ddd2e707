/** Dropped files on their way into storage, and what is left of them where that ends early. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { EngineError } from "../../engine/errors.ts";
import { tinyGguf } from "../../engine/testing/tiny-model.ts";
import { localAddress } from "../fetch/keep-local.ts";
import { fileFolder } from "../fetch/kept-file.ts";
import { storeFetching } from "../fetch/store-fetching.ts";
import { originStore } from "../storage.ts";
import { fakeLocks } from "../testing/fake-locks.ts";
import { type FakeOrigin, fakeOrigin } from "../testing/fake-origin.ts";
import { type ModelSite, serveModel } from "../testing/model-site.ts";
import { sourceEnvironment } from "./environment.ts";
import { listKept, removeKept } from "./kept-models.ts";
import { obtainModel } from "./obtain-model.ts";

const PIECE = 1000;
const PARTS = tinyGguf({ parts: 3, name: "Dropped" });

let site: ModelSite;
let origin: FakeOrigin;
let stop: AbortController;
beforeEach(async () => {
  site = await serveModel();
  origin = fakeOrigin();
  stop = new AbortController();
  newBrowser();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await site.close();
});

/** All tabs are gone, and their locks with them; storage stays. */
function newBrowser(): void {
  vi.stubGlobal("navigator", { locks: fakeLocks() });
}

const store = () => originStore(origin.root);
const fetching = () => storeFetching(store(), { pieceBytes: PIECE });
const files = () => PARTS.map(({ name, bytes }) => new File([bytes], name, { lastModified: 1 }));

/** Loads in a tab. `onBytes` may stop it, or never come back as in a tab that dies there. */
function drop(chosen = files(), onCopied?: (done: number) => void) {
  const request = { ...site.request, files: chosen };
  const environment = sourceEnvironment(request, store(), fetching(), stop.signal);
  return obtainModel(environment, ({ phase, done }) => phase === "download" && onCopied?.(done));
}

/** A file whose bytes never come after so many. */
function hanging(file: File, after: number): File {
  const slice = file.slice.bind(file);
  const hangs = { arrayBuffer: () => new Promise<never>(() => undefined), size: PIECE };
  let copied = false;
  file.slice = (start = 0, end = file.size) => {
    copied ||= start === after && end === after + PIECE;
    return copied ? (hangs as unknown as Blob) : slice(start, end);
  };
  return file;
}

/** A tab that is at the second of three files. */
async function copying(): Promise<void> {
  const [first, second, third] = files() as [File, File, File];
  void drop([first, hanging(second, PIECE), third]);
  await vi.waitFor(() => expect(folders()).toContain(folderOf(second)));
}

const folders = () => [...new Set(Object.keys(origin.files()).map((path) => path.split("/")[0]))];
const kept = () => folders().filter((name) => !name?.startsWith("at-"));
const folderOf = (file: File) => fileFolder(localAddress(file), null);
const list = () => listKept(store(), fetching());

it("lists a copy that another tab is at, and leaves it alone", async () => {
  await copying();
  const [copy, ...others] = await list();
  expect(others).toEqual([]);
  expect(copy).toMatchObject({ name: "Dropped", complete: false });
  expect(copy?.bytes).toBeGreaterThan(PIECE);
  await expect(removeKept(copy?.key ?? "", store())).rejects.toMatchObject({ kind: "bad-input" });
  expect(kept().length).toBeGreaterThanOrEqual(3);
});

it("clears away what a tab left that died", async () => {
  await copying();
  newBrowser();
  expect(await list()).toEqual([]);
  expect(kept()).toEqual([]);
});

it("clears it away before another model is loaded, but nothing that model has", async () => {
  await copying();
  const [first] = files() as [File];
  newBrowser();
  const [whole] = tinyGguf({ seed: 4 });
  await drop([new File([whole?.bytes ?? new Uint8Array()], "x.gguf", { lastModified: 1 })]);
  expect(folders()).not.toContain(folderOf(first));
  expect(await list()).toHaveLength(1);
});

it("leaves a file of a dead copy that a kept model has too", async () => {
  await drop();
  const before = origin.files();
  const [first, second, third] = files() as [File, File, File];
  const changed = new File([await second.arrayBuffer()], second.name, { lastModified: 2 });
  void drop([first, hanging(changed, PIECE), third]);
  await vi.waitFor(() => expect(folders()).toContain(folderOf(changed)));
  newBrowser();
  expect(await list()).toMatchObject([{ complete: true }]);
  expect(origin.files()).toEqual(before);
});

it("keeps what a tab left where no lock tells who lives, and it can be removed", async () => {
  await copying();
  vi.stubGlobal("navigator", {});
  const [copy] = await list();
  expect(copy).toMatchObject({ name: "Dropped", complete: false });
  await removeKept(copy?.key ?? "", store());
  expect(kept()).toEqual([]);
});

it("leaves nothing of the first file where it is stopped during the second", async () => {
  const first = PARTS[0]?.bytes.length ?? 0;
  const stopped = drop(files(), (done) => done > first && stop.abort());
  const error: unknown = await stopped.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(EngineError);
  expect(error).toMatchObject({ kind: "cancelled" });
  expect(kept()).toEqual([]);
});

it("takes the place of its copy once it is whole", async () => {
  const { ref } = await drop();
  expect(await list()).toMatchObject([{ ref, complete: true }]);
  // Also where two tabs are given the same files at once.
  const [one, two] = await Promise.all([drop(), drop()]);
  expect(one.identity).toEqual(two.identity);
  expect(await list()).toMatchObject([{ ref, complete: true }]);
});

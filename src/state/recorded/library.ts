/** The recorded runs that ship with the site, fetched one by one when they are shown. */
import { recordedFile } from "./list.ts";
import { parseRecorded, type RecordedPage, type RecordedRun } from "./schema.ts";

/** A run by model, page and id, or null where there is none. Never rejects. */
export type RecordedLibrary = (
  model: string,
  page: RecordedPage,
  id: string,
) => Promise<RecordedRun | null>;

const FILES = import.meta.glob<unknown>("../../content/recorded/*/*.recorded.json", {
  import: "default",
});

export const shippedRecordings: RecordedLibrary = async (model, page, id) => {
  const load = FILES[`../../content/recorded/${recordedFile(model, page, id)}`];
  if (load === undefined) return null;
  try {
    return parseRecorded(await load());
  } catch {
    return null;
  }
};

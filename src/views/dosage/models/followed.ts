/**
 * Which doses each recorded model follows. The figures ship in one small file, so that they stand on
 * the page before any recording is fetched: tools/followed.ts makes it from the recordings, and a test
 * holds the two together.
 */
import * as v from "valibot";
import file from "../../../content/followed.json" with { type: "json" };
import { followedSchema, type ModelFollowed } from "./followed-rows.ts";

/** The recorded models, the default first. */
export const FOLLOWED: readonly ModelFollowed[] = v.parse(v.array(followedSchema), file);

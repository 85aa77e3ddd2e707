/** From what is asked for to what must be fetched. */
import { EngineError } from "../../engine/errors.ts";
import { planCatalogue } from "./catalogue-plan.ts";
import type { SourceEnvironment } from "./environment.ts";
import { isComplete } from "./kept-models.ts";
import { notNearby } from "./nearby.ts";
import { hubPlace, urlPlace } from "./places.ts";
import { keptPlan, type ModelPlan } from "./plan.ts";
import { planRemote } from "./remote-plan.ts";

/**
 * The plan of a model that is named. A model from the hub or an address that was loaded here before
 * is not asked for again: it is as it was then until it is removed.
 * @throws EngineError missing-file, offline, corrupt-model, unsupported-model, cancelled; missing-file
 * also where only what is `nearby` may be asked, and the model does not lie here
 */
export async function findPlan(environment: SourceEnvironment): Promise<ModelPlan> {
  const { request, store, fetching, signal } = environment;
  const { model: ref } = request;
  if (ref.kind === "catalogue") return planCatalogue(ref, environment);
  const kept = await keptPlan(ref, store);
  if (kept && ref.kind === "kept") return kept;
  if (ref.kind === "kept") {
    throw new EngineError(
      "missing-file",
      "This browser does not keep that model (any more). Choose its file again.",
    );
  }
  const place = ref.kind === "hub" ? hubPlace(ref, request.hub) : urlPlace(ref);
  // What came from a mirror is not the hub's, whatever it is called.
  const { origin } = new URL(place.address(place.file));
  const same = kept?.weights.every(({ url }) => new URL(url).origin === origin);
  if (kept && same && (await isComplete(kept, fetching))) return kept;
  if (request.nearby) throw notNearby(place.file);
  return planRemote(place, fetching, signal);
}

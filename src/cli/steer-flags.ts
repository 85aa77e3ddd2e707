/** `--steer`, `--layer` and `--where`: what is written into the residual stream. */
import { EMOTIONS, isEmotion } from "../core/emotions.ts";
import { MAX_ALPHA, STEER_WHERE, type SteeringPlan, type SteerTerm } from "../core/steering.ts";
import { type FlagSpecs, type Flags, parseNumber } from "./flags.ts";
import { quote, UsageError } from "./usage-error.ts";

export const STEER_FLAGS = {
  steer: {
    value: "EMOTION=α,…",
    about: `add emotion vectors; α from −${MAX_ALPHA} to ${MAX_ALPHA} of the mean residual norm`,
  },
  where: {
    value: STEER_WHERE.join("|"),
    about: "positions that --steer writes to (default all)",
  },
} as const satisfies FlagSpecs;

/** The plan that the flags describe, or null without `--steer`. @throws UsageError */
export function steeringFrom(flags: Flags, layer: number): SteeringPlan | null {
  const where = flags.choice("where", STEER_WHERE) ?? "all";
  if (!flags.has("steer")) return null;
  return { terms: parseTerms(flags.required("steer")), layer, where };
}

/** "afraid=0.2,calm=-0.1". @throws UsageError */
export function parseTerms(text: string): readonly SteerTerm[] {
  const terms: SteerTerm[] = [];
  for (const part of text.split(",")) {
    const term = parseTerm(part.trim());
    if (terms.some(({ emotion }) => emotion === term.emotion)) {
      throw new UsageError(`--steer names ${term.emotion} twice.`);
    }
    terms.push(term);
  }
  return terms;
}

function parseTerm(part: string): SteerTerm {
  const [name = "", value, ...rest] = part.split("=");
  if (value === undefined || rest.length > 0) {
    throw new UsageError(`--steer ${quote(part)} is not EMOTION=α, such as afraid=0.2.`);
  }
  const emotion = name.trim();
  if (!isEmotion(emotion)) {
    throw new UsageError(
      `There is no emotion ${quote(emotion)}. There are: ${EMOTIONS.join(", ")}.`,
    );
  }
  const alpha = parseNumber(`The strength of ${emotion}`, value.trim());
  if (Math.abs(alpha) > MAX_ALPHA) {
    throw new UsageError(
      `The strength of ${emotion} is ${alpha}; beyond ±${MAX_ALPHA} the text only breaks.`,
    );
  }
  return { emotion, alpha };
}

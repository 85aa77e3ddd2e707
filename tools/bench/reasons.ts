/** Why a target is missed, as far as measurements have shown. */
import type { Reasons } from "./report.ts";

export const REASONS: Reasons = [];

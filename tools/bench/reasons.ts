/** Why a target is missed, as far as measurements have shown. */
import type { Reasons } from "./report.ts";

const SHARED =
  "This machine of two cores was shared while it was measured: see the load average below, and the least of the range for what the code does when it has the cores to itself.";

export const REASONS: Reasons = [
  {
    figure: "peak memory",
    because:
      "The most is held during the steered run, some 50 MB of it garbage that is collected a moment later; after the load and after a long read it is below the target. Of the rest 538 MB are the weights as floats, about 90 MB what ONNX Runtime holds beside them, 30 MB the embedding as published, 150 MB the browser's own code, which every page of it shares.",
  },
  { figure: "click", because: SHARED },
  { figure: "last word", because: SHARED },
  { figure: "the same, 95 %", because: SHARED },
  { figure: "decode", because: SHARED },
];

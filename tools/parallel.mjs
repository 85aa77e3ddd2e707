/** GNU parallel, which the tests of docs/scale.md run where it can be had. */
import { spawnSync } from "node:child_process";

const answers = (program) => spawnSync(program, ["--version"], { stdio: "ignore" }).status === 0;

/** The command that installs it here: [program, arguments]. Null where it is there, or nothing can. */
export function parallelInstall() {
  const isRoot = process.getuid?.() === 0;
  if (answers("parallel") || !isRoot || !answers("apt-get")) return null;
  const install =
    "DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends parallel";
  return ["sh", ["-c", `${install} || { apt-get update && ${install}; }`]];
}

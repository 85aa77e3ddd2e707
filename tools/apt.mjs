/** Programs that Debian's packages bring. */
import { spawnSync } from "node:child_process";

/** The command that installs a package here: [program, arguments]. Null where this user or system can not. */
export function aptInstall(name) {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !answers("apt-get")) return null;
  const install = `DEBIAN_FRONTEND=noninteractive apt-get install -y ${name}`;
  return ["sh", ["-c", `apt-get update && ${install}`]];
}

/** Whether a program is there and answers. */
export function answers(program) {
  return spawnSync(program, ["--version"], { stdio: "ignore" }).status === 0;
}

/** The processes of a browser, found through /proc: nothing has to be attached to it. */
import { readdir, readFile } from "node:fs/promises";

/** Process ids of the renderers that descend from `root`; empty on systems without /proc. */
export async function rendererIds(root: number): Promise<number[]> {
  const entries = await readdir("/proc").catch(() => []);
  const ids = entries.filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map<number, number>();
  for (const id of ids) {
    const parent = await parentOf(id);
    if (parent !== null) parents.set(id, parent);
  }
  const descends = (id: number): boolean => {
    for (let at = parents.get(id); at !== undefined; at = parents.get(at)) {
      if (at === root) return true;
    }
    return false;
  };
  const renderers: number[] = [];
  for (const id of ids.filter(descends)) if (await isRenderer(id)) renderers.push(id);
  return renderers;
}

async function parentOf(id: number): Promise<number | null> {
  const stat = await readFile(`/proc/${id}/stat`, "utf8").catch(() => "");
  // The name stands in brackets and may hold anything; state and parent follow it.
  const parent = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
  return parent === undefined ? null : Number(parent);
}

async function isRenderer(id: number): Promise<boolean> {
  const command = await readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "");
  return command.includes("--type=renderer");
}

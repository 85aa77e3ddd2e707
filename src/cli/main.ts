/** The `moodring` script: see run.ts. */
import { processIo } from "./io.ts";
import { main } from "./run.ts";

const stop = new AbortController();
process.once("SIGINT", () => stop.abort());
// Whoever reads along may have seen enough: head, or a pager that was closed.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});
process.exitCode = await main(process.argv.slice(2), processIo(stop.signal));

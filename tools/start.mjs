/**
 * `npm start`: everything from a fresh clone to a running page. Installs what is missing, builds
 * when the sources are newer than the build, and serves the site with its headers.
 * PORT and HOST choose where; without PORT the first free one from 8080 on is taken.
 */
import { join } from "node:path";
import { createHandler, listen } from "./serve.mjs";
import { install, isBuilt, requireNode, root, runBin, say, seconds, step } from "./steps.mjs";

requireNode(20);
const since = performance.now();
say("Moodring: install what is missing, build, serve. Nothing leaves this machine after that.");

if (!(await install())) process.exit(1);
if (isBuilt()) {
  say("Site: built already.");
} else if (
  !(await step("Build the site (some ten seconds)", () =>
    runBin("vite/bin/vite.js", ["build", "--logLevel", "warn"]),
  ))
) {
  process.exit(1);
}

const given = process.env.PORT;
const port = given === undefined ? 8080 : Number(given);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  process.stderr.write(`PORT must be a port number, not "${given}".\n`);
  process.exit(2);
}
try {
  const server = await listen(createHandler({ root: join(root, "dist") }), {
    port,
    host: process.env.HOST ?? "127.0.0.1",
    search: given === undefined,
  });
  say(`\nReady after ${seconds(since)}:  http://localhost:${server.address().port}/`);
  say(
    "Open it in a browser. The model (about 100 MB, from this machine) loads on a click. Stop with Ctrl+C.",
  );
} catch (error) {
  process.stderr.write(
    `Port ${port} can't be used (${error.code}). Choose another: PORT=8090 npm start\n`,
  );
  process.exit(1);
}

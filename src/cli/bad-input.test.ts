/** What the command line refuses before it starts a model: one line, exit 2, nothing written. */
import {
  appendFile,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SHIPPED } from "../engine/testing/shipped.ts";
import { withModel } from "./open-model.ts";
import { COMMANDS } from "./run.ts";
import { runCommand } from "./testing/run-command.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "moodring-"));
  await writeFile(join(cwd, "good.jsonl"), '{"text": "It rained all day."}\n');
  await writeFile(join(cwd, "half.jsonl"), '{"text": "It rained all day."}\n{"text": "It ra');
  await writeFile(join(cwd, "both.jsonl"), '{"text": "a", "messages": []}\n');
  await writeFile(join(cwd, "neither.jsonl"), '{"txt": "a"}\n');
  await writeFile(join(cwd, "blank.jsonl"), '\n{"text": ""}\n');
  await writeFile(join(cwd, "role.jsonl"), '{"messages": [{"role": "bot", "content": "a"}]}\n');
  await writeFile(join(cwd, "silent.jsonl"), '{"messages": []}\n');
  await writeFile(join(cwd, "nothing.jsonl"), "\n");
  await writeFile(join(cwd, "ends.jsonl"), '{"raw": "a", "continuations": ["b", ""]}\n');
  await writeFile(join(cwd, "two.jsonl"), '{"raw": "a", "prompt": "b", "continuations": ["c"]}\n');
});
afterAll(() => rm(cwd, { recursive: true }));

const neverStarted = () => expect.unreachable("the model must not be started");
const run = (argv: readonly string[], start: typeof withModel = neverStarted) =>
  runCommand(argv, { cwd, withModel: start });

const dose = (template: string, doses: string) => [
  "dose",
  `--template=${template}`,
  `--doses=${doses}`,
];

it.each<[string, readonly string[], RegExp]>([
  [
    "no command",
    [],
    /Which command\? There are: read, dose, generate, score, experiment, merge, vectors\./,
  ],
  ["an unknown command", ["feel"], /There is no command "feel"/],
  ["an unknown flag", ["read", "--file", "good.jsonl"], /--file is not a flag here/],
  ["no input", ["read"], /--in is missing/],
  ["a file that is not there", ["read", "--in", "no.jsonl"], /no\.jsonl is not there/],
  ["an empty file", ["read", "--in", "nothing.jsonl"], /nothing\.jsonl is empty/],
  ["a broken line", ["read", "--in", "half.jsonl"], /half\.jsonl, line 2 is not JSON/],
  [
    "text and chat at once",
    ["read", "--in", "both.jsonl"],
    /line 1: messages: there is no message/,
  ],
  ["a misspelt key", ["read", "--in", "neither.jsonl"], /line 1: it needs either "text" or "mess/],
  ["an empty text", ["read", "--in", "blank.jsonl"], /line 2: text: empty/],
  ["an unknown role", ["read", "--in", "role.jsonl"], /line 1: messages\.0\.role: the role is not/],
  ["a chat without messages", ["read", "--in", "silent.jsonl"], /line 1: messages: there is no/],
  ["an unknown place", ["read", "--in", "good.jsonl", "--at", "end"], /--at "end" is not one of/],
  ["an unknown set", ["read", "--in", "good.jsonl", "--set", "all"], /--set "all" is not one of/],
  [
    "a layer too high",
    ["read", "--in", "good.jsonl", "--layer", "31"],
    /must be from 0 to 30, not 31/,
  ],
  ["a layer below 0", ["read", "--in", "good.jsonl", "--layer=-1"], /must be from 0 to 30, not -1/],
  ["half a layer", ["read", "--in", "good.jsonl", "--layer", "1.5"], /not a whole number/],
  ["an unknown model", ["read", "--in", "good.jsonl", "--model", "gpt"], /no model "gpt".*smollm2/],
  [
    "a model above",
    ["read", "--in", "good.jsonl", "--model", "../x"],
    /There is no model "\.\.\/x"/,
  ],
  ["no threads", ["read", "--in", "good.jsonl", "--threads", "0"], /--threads must be from 1/],
  ["no folder to write to", ["read", "--in", "good.jsonl", "--out", "no/x"], /cannot be written/],
  ["no slot", dose("I took some.", "1,2"), /Put \{X\} into the sentence/],
  ["no doses", dose("I took {X}.", " , "), /Add at least one dose/],
  ["a dose twice", dose("I took {X}.", "1,2,1"), /--doses names "1" twice/],
  ["a control without slot", [...dose("{X} mg", "1,2"), "--control=none"], /--control: Put \{X\}/],
  ["no prompt", ["generate"], /--prompt is missing/],
  ["a blank prompt", ["generate", "--prompt", " "], /--prompt is empty/],
  ["an unknown emotion", ["generate", "--prompt=a", "--steer", "joy=1"], /no emotion "joy"/],
  ["too much steering", ["generate", "--prompt=a", "--steer", "sad=0.7"], /beyond ±0\.6/],
  ["an unknown where", ["generate", "--prompt=a", "--where", "here"], /--where "here"/],
  [
    "cold below 0",
    ["generate", "--prompt=a", "--temperature=-1"],
    /--temperature must be 0 or more/,
  ],
  ["top-p above 1", ["generate", "--prompt=a", "--top-p", "1.1"], /--top-p must be/],
  ["no tokens", ["generate", "--prompt=a", "--max-tokens", "0"], /--max-tokens must be from 1/],
  ["a seed in words", ["generate", "--prompt=a", "--seed", "one"], /--seed "one" is not a number/],
  ["raw with system", ["generate", "--prompt=a", "--raw", "--system=b"], /--system needs the chat/],
  ["an empty continuation", ["score", "--in", "ends.jsonl"], /line 1: continuations\.1: empty/],
  ["two prompts", ["score", "--in", "two.jsonl"], /line 1: it needs one of "prompt"/],
  ["vectors of no model", ["vectors"], /--model is missing/],
  ["vectors of an unknown one", ["vectors", "--model", "gpt"], /There is no model "gpt"/],
])("%s", async (_, argv, message) => {
  const { code, stdout, stderr } = await run(argv);
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^moodring: [^\n]+\n$/);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
});

describe("a model's folder", () => {
  const files = ["manifest.json", "tokenizer.json", "tokenizer_config.json"];
  const shards = ["model-00001.gguf.bin", "model-00002.gguf.bin", "model-00003.gguf.bin"];
  const vectors = ["emotions.json", "emotions.bin"];
  let made = 0;

  async function folder(parts: readonly string[]): Promise<string> {
    const path = join(cwd, `model-${made++}`);
    await mkdir(path);
    for (const part of parts) await symlink(join(SHIPPED, part), join(path, part));
    return path;
  }
  const read = (model: string) => run(["read", "--in=good.jsonl", `--model=${model}`], withModel);

  it("with damaged vectors is refused", async () => {
    const path = await folder([...files, ...shards, "emotions.json"]);
    await copyFile(join(SHIPPED, "emotions.bin"), join(path, "emotions.bin"));
    await appendFile(join(path, "emotions.bin"), "x");
    expect((await read(path)).stderr).toMatch(/emotions\.bin is damaged/);
  });

  it("without one of its shards is refused", async () => {
    const { code, stderr } = await read(await folder([...files, ...vectors, ...shards.slice(1)]));
    expect(stderr).toMatch(/A part of the model is missing/);
    expect(code).toBe(2);
  });

  it("with a shard of the right length and the wrong bytes is refused", async () => {
    // The first two shards have the same length.
    const path = await folder([...files, ...vectors, ...shards.slice(1)]);
    await symlink(join(SHIPPED, shards[1] as string), join(path, shards[0] as string));
    const { code, stderr } = await read(path);
    expect(stderr).toMatch(/shards in .* are damaged/);
    expect(code).toBe(2);
  });
});

it("leaves no file behind when --out is given and something is wrong", async () => {
  const before = await readdir(cwd);
  const failing = async () => {
    throw new Error("inside\nfailed");
  };
  const outcome = await run(["read", "--in=good.jsonl", "--out=x.jsonl"], failing);
  expect(outcome).toMatchObject({ code: 1, stderr: "moodring: inside failed\n", stdout: "" });
  expect(await readdir(cwd)).toEqual(before);
});

describe("--help", () => {
  it("lists the commands", async () => {
    const { code, stdout, stderr } = await run(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const { name } of COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, "m"));
  });

  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    "tells every flag of %s",
    async (name, { flags }) => {
      const { code, stdout } = await run([name, "--help", "--nonsense"]);
      expect(code).toBe(0);
      for (const flag of Object.keys(flags)) expect(stdout).toContain(`\n  --${flag}`);
      expect(stdout).toContain("They are not feelings.");
      for (const line of stdout.split("\n").slice(0, -8)) expect(line.length).toBeLessThan(112);
    },
  );
});

import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { EngineError } from "../errors.ts";
import { parsePartName } from "../part-names.ts";
import { type GgufSpec, ggufBytes, text, u32 } from "../testing/gguf-bytes.ts";
import { memorySource } from "../testing/memory-source.ts";
import { fixtureBytes, fixtureText } from "../testing/shipped.ts";
import { readGgufHeader } from "./reader.ts";
import { openGguf } from "./split.ts";
import { ggufTensors } from "./tensors.ts";

interface TinyIndex {
  readonly tensors: readonly {
    readonly name: string;
    readonly dimensions: readonly number[];
    readonly rawSha256: string;
  }[];
}

const tiny = JSON.parse(fixtureText("tiny.json")) as TinyIndex;
const names = [1, 2, 3].map((part) => `tiny-0000${part}-of-00003.gguf`);
const [one, two, three] = names.map((name) => ({
  name,
  source: memorySource(fixtureBytes(`split/${name}`)),
})) as [Named, Named, Named];
interface Named {
  readonly name: string;
  readonly source: ReturnType<typeof memorySource>;
}

/** A part with one F32 tensor of four weights. */
function part(
  no: number,
  count: number,
  name: string,
  more: Partial<GgufSpec> = {},
  total = count,
) {
  const bytes = ggufBytes({
    metadata: [
      ["general.architecture", text("test")],
      ["split.no", { type: 2, value: no }],
      ["split.count", { type: 2, value: count }],
      ["split.tensors.count", { type: 5, value: total }],
    ],
    tensors: [{ name, dims: [4n], type: 0, offset: 0n }],
    dataBytes: 32,
    ...more,
  });
  return { name: `part ${no}`, source: memorySource(bytes) };
}

async function failure(files: Parameters<typeof openGguf>[0]): Promise<EngineError> {
  const error = await openGguf(files).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(EngineError);
  return error as EngineError;
}

describe("openGguf", () => {
  it("reads llama.cpp's parts as one model, in whatever order they are given", async () => {
    const { header, source } = await openGguf([three, one, two]);
    expect(header.metadata.get("test.string")).toBe("héllo 🙂\n");
    expect([...header.tensors.keys()].sort()).toEqual(tiny.tensors.map(({ name }) => name).sort());
    for (const { name, dimensions, rawSha256 } of tiny.tensors) {
      const info = header.tensors.get(name);
      if (!info) throw new Error(name);
      expect(info.dims).toEqual(dimensions);
      const bytes = await source.read(info.offset, info.offset + info.byteLength);
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(rawSha256);
    }
  });

  it("serves the engine's tensors from the parts", async () => {
    const { header, source } = await openGguf([one, two, three]);
    const whole = memorySource(fixtureBytes("tiny.gguf"));
    const expected = ggufTensors(await readGgufHeader(whole), whole);
    const tensors = ggufTensors(header, source);
    for (const { name } of tiny.tensors) {
      const [a, b] = [await tensors.open(name), await expected.open(name)];
      const rows = a.dims.slice(0, -1).reduce((product, dim) => product * dim, 1);
      const size = rows * (a.dims.at(-1) ?? 0);
      const [x, y] = [new Float32Array(size), new Float32Array(size)];
      a.writeRows(x, 0, rows);
      b.writeRows(y, 0, rows);
      expect(x).toEqual(y);
    }
  });

  it("takes a whole model as it is", async () => {
    const source = memorySource(fixtureBytes("tiny.gguf"));
    const model = await openGguf([{ name: "tiny.gguf", source }]);
    expect(model.source).toBe(source);
    expect(model.header).toEqual(await readGgufHeader(source));
  });

  it("names the parts that are missing", async () => {
    const error = await failure([three]);
    expect(error.kind).toBe("missing-file");
    expect(error.message).toBe(
      "This model comes in 3 parts; tiny-00001-of-00003.gguf and tiny-00002-of-00003.gguf are missing. Choose all 3 files together.",
    );
    expect((await failure([one, three])).message).toContain("tiny-00002-of-00003.gguf is missing");
    expect((await failure([{ ...one, name: "a.gguf" }, two])).message).toContain("tiny-00003");
    expect((await failure([{ ...one, name: "a.gguf" }])).message).toContain(
      "part 2 and part 3 are",
    );
    expect((await failure([part(7, 65_535, "a")])).message).toContain("part 3 and 65531 more");
  });

  it("says so when a part is opened as if it were a model", async () => {
    await expect(readGgufHeader(two.source)).rejects.toThrow(/part 2 of a model in 3 parts/);
  });

  it("refuses files that do not belong together", async () => {
    const kinds = async (...files: Parameters<typeof openGguf>[0]) => {
      const { kind, message } = await failure(files);
      return `${kind}: ${message}`;
    };
    const whole = { name: "whole.gguf", source: memorySource(fixtureBytes("tiny.gguf")) };
    expect(await kinds()).toMatch(/bad-input: Choose/);
    expect(await kinds(whole, whole)).toMatch(/bad-input: whole.gguf is a whole model/);
    expect(await kinds(one, whole)).toMatch(/bad-input: whole.gguf is a whole model/);
    expect(await kinds(one, two, two)).toMatch(/bad-input: .* both part 2 of 3/);
    expect(await kinds(part(0, 2, "a"), part(1, 3, "b"))).toMatch(/bad-input: .*different models/);
    expect(await kinds(part(0, 2, "a"), part(1, 2, "b", {}, 5))).toMatch(/different models/);
  });

  it("finds damage that only the whole shows", async () => {
    const message = async (...files: Parameters<typeof openGguf>[0]) =>
      (await failure(files)).message;
    expect(await message(part(0, 2, "a"), part(1, 2, "a"))).toMatch(/a is in two of its parts/);
    expect(await message(part(0, 2, "a", {}, 9), part(1, 2, "b", {}, 9))).toMatch(
      /hold 2 tensors together, not 9/,
    );
    expect(await message(part(2, 2, "a"))).toMatch(/split.no is missing or makes no sense/);
    expect(await message(part(0, 2, "a", { metadata: [["split.count", u32(2)]] }))).toMatch(
      /split.no is missing/,
    );
    const cut = memorySource(fixtureBytes(`split/${names[1]}`).slice(0, 600));
    expect(await message(one, { name: "cut", source: cut }, three)).toMatch(/beyond its end/);
  });
});

describe("parsePartName", () => {
  it("knows parts by their names", () => {
    expect(parsePartName("a-00002-of-00005.gguf")).toEqual({
      stem: "a",
      extension: ".gguf",
      part: 2,
      parts: 5,
    });
    for (const name of [
      "a.gguf",
      "a-00006-of-00005.gguf",
      "a-00000-of-00005.gguf",
      "a-1-of-2.gguf",
    ]) {
      expect(parsePartName(name)).toBeNull();
    }
  });
});

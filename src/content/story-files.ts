/** The stories as files, fetched only where vectors are built. */

const FILES = import.meta.glob<string>("./stories/*.jsonl", { query: "?raw", import: "default" });

/** One file a writer, in the corpus' order. */
export async function storyFiles(): Promise<{ readonly writer: string; readonly lines: string }[]> {
  const paths = Object.keys(FILES).sort();
  return Promise.all(
    paths.map(async (path) => ({
      writer: path.replace(/^.*\/|\.jsonl$/g, ""),
      lines: (await FILES[path]?.()) ?? "",
    })),
  );
}

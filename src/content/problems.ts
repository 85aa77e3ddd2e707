/** What can be wrong with a link, and the sentence that says so. */
export type LinkProblem =
  | { readonly kind: "future-version"; readonly version: string }
  | { readonly kind: "cut-off" }
  | { readonly kind: "too-long" }
  | { readonly kind: "bad-value"; readonly setting: string; readonly value: string }
  | { readonly kind: "value-too-long"; readonly setting: string; readonly limit: number }
  | { readonly kind: "unknown-setting"; readonly key: string }
  | { readonly kind: "unknown-emotion"; readonly name: string }
  | { readonly kind: "unknown-page"; readonly name: string }
  | { readonly kind: "unknown-model"; readonly name: string }
  | { readonly kind: "unknown-situation"; readonly name: string }
  | { readonly kind: "more"; readonly count: number };

/** A foreign string, short enough for a notice. */
function quote(value: string): string {
  const flat = value.replace(/\s+/g, " ").trim();
  const short = [...flat].slice(0, 40).join("");
  return `“${short}${short.length < flat.length ? "…" : ""}”`;
}

/** One plain sentence or two: what happened and what is shown instead. */
export function linkProblemMessage(problem: LinkProblem): string {
  switch (problem.kind) {
    case "future-version":
      return `This link was made by a newer Moodring (version ${quote(problem.version)}). Reload the page to get it; until then you see the start page.`;
    case "cut-off":
      return "This link is not whole: it was cut or changed on its way. What could be read is shown, so check the text before you trust it, or ask for the link again.";
    case "too-long":
      return "This link is too long to open. You see the start page instead.";
    case "bad-value":
      return `This link's ${problem.setting} ${quote(problem.value)} cannot be used. The usual value is shown.`;
    case "value-too-long":
      return `This link's ${problem.setting} is longer than ${problem.limit.toLocaleString("en")} and was left out.`;
    case "unknown-setting":
      return `This link has a setting that is not known here: ${quote(problem.key)}. It was left out.`;
    case "unknown-emotion":
      return `There is no direction named ${quote(problem.name)} here. It was left out.`;
    case "unknown-page":
      return `There is no page named ${quote(problem.name)} here. You see Read instead.`;
    case "unknown-model":
      return `The model ${quote(problem.name)} is not on this site. The usual one is chosen, so tokens may differ.`;
    case "unknown-situation":
      return `There is no situation named ${quote(problem.name)} here. The usual one is shown.`;
    case "more":
      return `${problem.count} more things in this link could not be used.`;
  }
}

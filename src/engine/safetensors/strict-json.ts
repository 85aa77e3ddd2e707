/** JSON out of a file that nobody vouches for. */

/** Why a text is refused; ends a sentence that begins with what the text is. */
export class JsonFault extends Error {}

/*
 * What parsed JSON takes in memory depends on how many values its text holds, and `[[],[],…` holds
 * one in three characters. Headers and indexes of models hold far fewer; these bounds are theirs,
 * with room to spare.
 */
const CHARACTERS_A_BRACKET = 12;
const CHARACTERS_A_COMMA = 4;
const SLACK = 256;

/**
 * As JSON.parse, but refuses what it would take without a word or without measure: keys that occur
 * twice, nesting deeper than `deepest`, and masses of tiny values.
 * @throws JsonFault
 */
export function parseStrictJson(text: string, deepest: number): unknown {
  checkStructure(text, deepest);
  try {
    return JSON.parse(text);
  } catch {
    throw new JsonFault("is not JSON");
  }
}

/** Looks at brackets, keys and commas only; whether they are in the right places JSON.parse finds out. */
function checkStructure(text: string, deepest: number): void {
  /** For each open bracket: the keys so far of an object, null in a list. */
  const open: (Set<string> | null)[] = [];
  let keyNext = false;
  let brackets = 0;
  let commas = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '"': {
        const end = closingQuote(text, at);
        if (keyNext) noteKey(open.at(-1), text.slice(at, end + 1));
        keyNext = false;
        at = end;
        break;
      }
      case "{":
      case "[":
        keyNext = text[at] === "{";
        open.push(keyNext ? new Set() : null);
        if (open.length > deepest) throw new JsonFault("is nested too deeply");
        brackets++;
        break;
      case "}":
      case "]":
        open.pop();
        keyNext = false;
        break;
      case ",":
        keyNext = open.at(-1) instanceof Set;
        commas++;
        break;
    }
    if (
      brackets * CHARACTERS_A_BRACKET > at + SLACK * CHARACTERS_A_BRACKET ||
      commas * CHARACTERS_A_COMMA > at + SLACK * CHARACTERS_A_COMMA
    ) {
      throw new JsonFault("holds far too many values");
    }
  }
}

function noteKey(keys: Set<string> | null | undefined, quoted: string): void {
  if (!keys) return;
  const key = quoted.includes("\\") ? unescaped(quoted) : quoted.slice(1, -1);
  if (keys.has(key)) throw new JsonFault(`has two entries of the name ${key}`);
  keys.add(key);
}

function unescaped(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw new JsonFault("is not JSON");
  }
}

function closingQuote(text: string, opening: number): number {
  for (let at = opening + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  throw new JsonFault("is not JSON");
}

/** Tokens that are found in a text as they are spelled, before the rest of it is cut. */

export interface AddedToken {
  readonly id: number;
  readonly content: string;
  /** A control token. */
  readonly special: boolean;
  /** Looked for after normalisation. */
  readonly normalized: boolean;
  /** Takes in the white space before it, or after it. */
  readonly lstrip: boolean;
  readonly rstrip: boolean;
  /** Only where no letter or digit touches it. */
  readonly singleWord: boolean;
}

/** A stretch of a text: one added token, or what lies between. */
export interface AddedPart {
  readonly start: number;
  readonly end: number;
  readonly token: AddedToken | null;
}

interface Node {
  readonly next: Map<string, Node>;
  token: AddedToken | null;
}

/** Finds added tokens: at each place the longest, from left to right, none over another. */
export class AddedTokens {
  private readonly root: Node = { next: new Map(), token: null };
  readonly size: number;

  /** Contents are not empty. */
  constructor(tokens: readonly AddedToken[]) {
    this.size = tokens.length;
    for (const token of tokens) {
      let node = this.root;
      for (let i = 0; i < token.content.length; i++) {
        const unit = token.content.charAt(i);
        let next = node.next.get(unit);
        if (!next) {
          next = { next: new Map(), token: null };
          node.next.set(unit, next);
        }
        node = next;
      }
      node.token = token;
    }
  }

  /** The text in parts without gaps; none is empty. */
  split(text: string): AddedPart[] {
    const parts: AddedPart[] = [];
    let done = 0;
    for (let i = 0; i < text.length; ) {
      const token = this.at(text, i);
      if (!token) {
        i++;
        continue;
      }
      const { start, end } = withBlanks(text, token, i, done);
      if (start > done) parts.push({ start: done, end: start, token: null });
      parts.push({ start, end, token });
      done = end;
      i = end;
    }
    if (done < text.length) parts.push({ start: done, end: text.length, token: null });
    return parts;
  }

  private at(text: string, start: number): AddedToken | null {
    let longest: AddedToken | null = null;
    let node: Node | undefined = this.root;
    for (let i = start; i < text.length; i++) {
      node = node.next.get(text.charAt(i));
      if (!node) break;
      longest = node.token ?? longest;
    }
    return longest?.singleWord && touchesWord(text, start, longest) ? null : longest;
  }
}

const WORD = /[\p{L}\p{N}\p{M}_]/u;

function touchesWord(text: string, start: number, { content }: AddedToken): boolean {
  const end = start + content.length;
  return (
    WORD.test(text.slice(Math.max(0, start - 1), start)) || WORD.test(text.slice(end, end + 1))
  );
}

function withBlanks(
  text: string,
  { content, lstrip, rstrip }: AddedToken,
  at: number,
  from: number,
): { start: number; end: number } {
  let [start, end] = [at, at + content.length];
  while (lstrip && start > from && /\s/.test(text.charAt(start - 1))) start--;
  while (rstrip && end < text.length && /\s/.test(text.charAt(end))) end++;
  return { start, end };
}

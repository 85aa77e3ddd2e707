/**
 * How a text's white space is laid out. `pre-line` drops the space at the end of a wrapped line, so
 * that the next token's colour leaves no sliver there, but it also joins runs of spaces. So it serves
 * ordinary prose, and `pre-wrap` whatever has runs, tabs, or spaces at the edge of a line.
 */
export function whiteSpaceFor(text: string): "pre-line" | "pre-wrap" {
  return /^ |[ \t\r\f]{2}|[\t\r\f]|[ ]\n|\n[ ]/.test(text) ? "pre-wrap" : "pre-line";
}

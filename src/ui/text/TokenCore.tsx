/** A token's text; the word of the current one is set apart for its outline. */
export function TokenCore({ text, current }: { readonly text: string; readonly current: boolean }) {
  if (!current) return text;
  const word = text.trimStart() === "" ? text : text.trimStart();
  return (
    <>
      {text.slice(0, text.length - word.length)}
      <span className="token-core">{word}</span>
    </>
  );
}

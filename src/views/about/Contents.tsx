export interface ContentsProps {
  readonly sections: readonly { readonly id: string; readonly title: string }[];
}

/** Jumps within the page. Buttons, not links: the fragment of the address holds the state. */
export function Contents({ sections }: ContentsProps) {
  function jump(id: string) {
    const heading = document.getElementById(id);
    heading?.scrollIntoView({ block: "start" });
    heading?.focus({ preventScroll: true });
  }
  return (
    <nav className="contents" aria-label="On this page">
      {sections.map(({ id, title }) => (
        <button key={id} type="button" onClick={() => jump(id)}>
          {title}
        </button>
      ))}
    </nav>
  );
}

export interface SectionHeadingProps {
  readonly id: string;
  readonly children: string;
}

/** A heading that the contents can move the focus to. */
export function SectionHeading({ id, children }: SectionHeadingProps) {
  return (
    <h2 id={id} tabIndex={-1}>
      {children}
    </h2>
  );
}

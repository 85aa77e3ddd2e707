import { GLOSSARY } from "../../content/glossary.ts";
import { SectionHeading } from "./Contents.tsx";

/** Every term of the pages, in the words of their tooltips. */
export function GlossaryList({ id }: { readonly id: string }) {
  return (
    <>
      <SectionHeading id={id}>Glossary</SectionHeading>
      <dl className="glossary">
        {GLOSSARY.map((entry) => (
          <div key={entry.id}>
            <dt>{entry.term}</dt>
            <dd>{entry.text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

import { SectionHeading } from "./Contents.tsx";
import { SOURCES } from "./sources.ts";

/** Papers, reports and replications. */
export function Sources({ id }: { readonly id: string }) {
  return (
    <>
      <SectionHeading id={id}>Sources</SectionHeading>
      <ul className="sources">
        {SOURCES.map(({ work, where, why }) => (
          <li key={work}>
            {work}. <span>{where}.</span> {why}
          </li>
        ))}
      </ul>
    </>
  );
}

import "./card.css";

/** The line that stands on every page that names an emotion; on About itself without its link. */
export function Caveat({ aboutHref }: { readonly aboutHref?: string }) {
  return (
    <p className="caveat">
      Directions named after human emotions, because stories of that emotion light them up. They are
      not feelings.
      {aboutHref !== undefined && (
        <>
          {" "}
          <a href={aboutHref}>What this shows, and what it does not</a>
        </>
      )}
    </p>
  );
}

import "./card.css";

/** The line that stands on every page that names an emotion. */
export function Caveat({ aboutHref }: { readonly aboutHref: string }) {
  return (
    <p className="caveat">
      Directions named after human emotions, because stories of that emotion light them up. They are
      not feelings. <a href={aboutHref}>What this shows, and what it does not</a>
    </p>
  );
}

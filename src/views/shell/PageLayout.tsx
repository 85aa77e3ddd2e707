import type { ReactNode } from "react";
import { cx } from "../../ui/cx.ts";
import "./shell.css";

export interface PageLayoutProps {
  /** The question that the page asks. */
  readonly headline: string;
  /** One sentence under it. */
  readonly lead: ReactNode;
  /** Right under the sentence: examples, situations. */
  readonly above?: ReactNode;
  readonly children: ReactNode;
  /** The second column: controls and numbers. */
  readonly aside?: ReactNode;
  readonly narrowAside?: boolean;
  readonly className?: string;
}

/** Headline, sentence, a main column of cards and one at the side; one column on narrow pages. */
export function PageLayout(props: PageLayoutProps) {
  const single = props.aside === undefined;
  return (
    <div
      className={cx(
        "page",
        single && "page-single",
        props.narrowAside && "page-narrow-aside",
        props.className,
      )}
    >
      <div className="page-main">
        <div className="page-head">
          <h1>{props.headline}</h1>
          <p>{props.lead}</p>
        </div>
        {props.above}
        {props.children}
      </div>
      {!single && <aside className="page-aside">{props.aside}</aside>}
    </div>
  );
}

import { type ReactNode, useId } from "react";
import "./card.css";
import { cx } from "./cx.ts";

export interface CardProps {
  readonly title?: ReactNode;
  /** Controls right after the title. */
  readonly controls?: ReactNode;
  /** Small words at the right end of the bar. */
  readonly aside?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part of the page with a hairline around it. */
export function Card({ title, controls, aside, className, children }: CardProps) {
  const id = useId();
  return (
    <section
      className={cx("card", className)}
      aria-labelledby={title === undefined ? undefined : id}
    >
      {(title !== undefined || controls !== undefined || aside !== undefined) && (
        <div className="card-bar">
          {title !== undefined && <h2 id={id}>{title}</h2>}
          {controls}
          {aside !== undefined && <span className="card-aside">{aside}</span>}
        </div>
      )}
      {children}
    </section>
  );
}

/** The one large number of a card and what it is. */
export function FigureNumber({
  value,
  label,
}: {
  readonly value: string;
  readonly label: ReactNode;
}) {
  return (
    <p className="figure-number">
      <b className="number">{value}</b>
      <span>{label}</span>
    </p>
  );
}

/** An aside in small grey: how to read what stands above it. */
export function Note({ children }: { readonly children: ReactNode }) {
  return <p className="note">{children}</p>;
}

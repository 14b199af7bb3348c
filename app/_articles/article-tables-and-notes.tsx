import type { Element } from "hast";
import type { Components } from "hast-util-to-jsx-runtime";
import type { ReactNode } from "react";

type Texts = { notes: string; backToText: string; table: string };
type Props = { node?: Element; children?: ReactNode };

/** Renders tables that scroll inside a narrow page, and names the footnotes and the links back to their marks. */
export function tablesAndNotes({ notes, backToText, table }: Texts): Partial<Components> {
  return {
    table: ({ children }: Props) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable areas must be reachable by keyboard.
      <section className="table-scroll" tabIndex={0} aria-label={table}>
        <table>{children}</table>
      </section>
    ),
    section: ({ node, children, ...properties }: Props) =>
      node?.properties.dataFootnotes === undefined ? (
        <section {...properties}>{children}</section>
      ) : (
        <section {...properties} aria-label={notes}>
          {children}
        </section>
      ),
    a: ({ node, children, ...properties }: Props & { href?: string }) =>
      node?.properties.dataFootnoteBackref === undefined ? (
        <a {...properties}>{children}</a>
      ) : (
        <a {...properties} href={properties.href} aria-label={backToText}>
          {children}
        </a>
      ),
  };
}

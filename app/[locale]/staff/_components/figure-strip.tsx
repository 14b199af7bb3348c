import type { ReactNode } from "react";

type FigureStripProps = { label: string; figures: { name: string; value: ReactNode; more?: ReactNode }[] };

/** A strip of up to four large figures with names. */
export function FigureStrip({ label, figures }: FigureStripProps) {
  return (
    <section aria-label={label}>
      <dl className="grid grid-cols-2 border-t-[3px] border-b border-ink border-b-rule sm:grid-cols-4">
        {figures.map(({ name, value, more }) => (
          <div
            key={name}
            className="border-rule py-4 odd:pr-4 even:border-l even:pl-4 sm:not-first:border-l sm:not-first:pl-5"
          >
            <dt className="kicker" dir="auto">
              {name}
            </dt>
            <dd className="numerals mt-2 font-serif text-3xl leading-none font-medium sm:text-4xl">
              {value}
            </dd>
            {more && <dd className="mt-2 max-w-52 text-xs text-soft">{more}</dd>}
          </div>
        ))}
      </dl>
    </section>
  );
}

import type { LabelledBar, OverTimeTexts } from "./bars";

type TableProps = { locale: string; bars: LabelledBar[]; texts: OverTimeTexts; isUtc: boolean };

/** The figures of the chart as a table. */
export function BarsTable({ locale, bars, texts, isUtc }: TableProps) {
  const format = new Intl.NumberFormat(locale);
  return (
    <details className="mt-2">
      <summary className="inline-flex min-h-9 cursor-pointer items-center text-sm underline underline-offset-4">
        {texts.asTable}
      </summary>
      {/* Scrollable, so it must be focusable. */}
      <section
        aria-label={texts.overTime}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable areas must be reachable by keyboard.
        tabIndex={0}
        className="mt-2 max-h-96 max-w-md overflow-y-auto border-y border-rule"
      >
        <table className="w-full text-sm">
          <caption className="sr-only">{texts.overTime}</caption>
          <thead className="sticky top-0 bg-paper">
            <tr>
              <th scope="col" className="py-2 text-left font-semibold">
                {texts.from}
              </th>
              <th scope="col" className="py-2 text-right font-semibold">
                {texts.signatures}
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.at} className="border-t border-rule">
                <th scope="row" className="py-1.5 text-left font-normal">
                  <time dateTime={bar.at}>{isUtc ? `${bar.label} UTC` : bar.label}</time>
                </th>
                <td className="numerals py-1.5 text-right font-serif text-base leading-5">
                  {format.format(bar.confirmed)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
